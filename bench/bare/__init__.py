"""The framework's limit: Django without middleware, one query by primary key, the bytes that the site sent."""
