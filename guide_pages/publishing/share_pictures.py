"""Pictures for those who share a guide: asked for with the delivery, made with what is due, while nobody waits."""

from __future__ import annotations

import hashlib
import json
import logging
import time
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F
from wagtail.models import Site

from guide_pages.document import GuideCard
from guide_pages.pictures.share import DESIGN, share_picture
from guide_pages.records import Due, Guide, SharePicture
from guide_pages.records.editions import Cause

logger = logging.getLogger(__name__)


def words_of(title: str, site: Site) -> tuple[str, str]:
    """Return what a guide's picture says: its title, and the name of its site."""
    return title, site.site_name or site.root_page.title


def wanted_picture(title: str, site: Site) -> str:
    """Return the digest of what the picture of a guide is to say."""
    return _digest(words_of(title, site))


def right_picture(guide: Guide, wanted: str) -> SharePicture | None:
    """Return the picture of a guide if it says what it is to say."""
    return SharePicture.objects.filter(guide=guide, made=wanted).exclude(file="").first()


def want_picture(guide: Guide, wanted: str) -> None:
    """Ask in this transaction for the picture of a guide, unless it says this already."""
    picture, _created = SharePicture.objects.get_or_create(guide=guide, defaults={"wanted": wanted})
    if picture.wanted != wanted:
        picture.wanted = wanted
        picture.save(update_fields=["wanted"])


def _digest(words: tuple[str, str]) -> str:
    return hashlib.sha256(json.dumps([DESIGN, *words]).encode()).hexdigest()


def make_share_pictures(seconds: float | None = None) -> int:
    """Make the pictures that are due, and ask for their guides. Return how many were made.

    What fails is logged, and is tried again with the next call.
    """
    made, end = 0, None if seconds is None else time.monotonic() + seconds
    for guide_id in list(SharePicture.objects.due().order_by("pk").values_list("pk", flat=True)):
        if end is not None and time.monotonic() > end:
            break
        try:
            made += _make(SharePicture.objects.select_related("guide__delivery__site__root_page").get(pk=guide_id))
        except SharePicture.DoesNotExist:
            continue
        except Exception:  # whatever it is must not keep the others waiting
            logger.exception("The picture of guide %s could not be made.", guide_id)
    return made


def _make(picture: SharePicture) -> bool:
    """Make one. What it says is read first: if that is another by the time it is made, it is due again."""
    delivery = picture.guide.delivery
    words = words_of(GuideCard.model_validate_json(bytes(delivery.card)).title, delivery.site)
    wanted = _digest(words)
    name = picture.file.field.generate_filename(picture, f"{picture.pk}-{wanted[:12]}.png")
    name = default_storage.save(name, ContentFile(share_picture(*words)))
    with transaction.atomic():
        stored = SharePicture.objects.filter(pk=picture.pk, wanted=wanted).update(
            made=wanted, file=name, former=picture.file.name or ""
        )
        if stored:
            guides = Guide.objects.filter(pk=picture.pk).exclude(page=None).values(key=F("page_id"))
            Due.objects.ask(guides, cause=Cause.IMAGE, what=f"guide:{picture.pk}")
        for lost in {picture.former if stored else name} - {"", picture.file.name if not stored else name}:
            transaction.on_commit(partial(default_storage.delete, lost), robust=True)
    return bool(stored)


def forget_share_picture(guide: Guide) -> None:
    """Remove the picture of a guide that the public may not see any more, when this is committed."""
    for picture in SharePicture.objects.filter(guide=guide):
        for name in {picture.file.name or "", picture.former} - {""}:
            transaction.on_commit(partial(default_storage.delete, name), robust=True)
        picture.delete()
