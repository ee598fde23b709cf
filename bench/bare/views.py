"""The one view. What does not change is kept by the process: headers and status. The query is for the body."""

from __future__ import annotations

import os

from django.http import HttpRequest, HttpResponse

from bench.bare.models import Answer
from bench.recording import read_recording

RECORDED = {number: (answer.status, answer.headers) for number, answer in enumerate(read_recording(os.environ))}


def answer(request: HttpRequest, number: int) -> HttpResponse:
    """Send the recorded answer; where that was a 304, look up the validator in place of the body."""
    status, headers = RECORDED[number]
    if status == 304:
        etag = Answer.objects.values_list("etag", flat=True).get(pk=number)
        if request.META.get("HTTP_IF_NONE_MATCH") != etag:
            return HttpResponse(status=500)
        response = HttpResponse(status=304)
        del response["Content-Type"]
    else:
        response = HttpResponse(bytes(Answer.objects.values_list("body", flat=True).get(pk=number)))
    for name, value in headers:
        response[name] = value
    return response
