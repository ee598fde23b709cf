"""Commands: what is done from a shell or by cron. They know nothing of the admin and of the API."""
