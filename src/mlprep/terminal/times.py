"""Moments and durations in words. Days are the candidate's own."""

from __future__ import annotations

from datetime import datetime

from mlprep.model.review import NotReviewed, ReviewState


def clock(seconds: float) -> str:
    """Minutes and seconds, as on a stopwatch."""
    minutes, rest = divmod(max(0, round(seconds)), 60)
    return f"{minutes}:{rest:02d}"


def day_name(moment: datetime, at: datetime) -> str:
    """The day of a moment and how far it is from `at`: Thu 3 Dec (in 4 days)."""
    day = moment.astimezone().date()
    days = (day - at.astimezone().date()).days
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    distance = near.get(days) or (f"in {days} days" if days > 0 else f"{-days} days ago")
    return f"{day:%a} {day.day} {day:%b} ({distance})"


def when_due(review: ReviewState, at: datetime) -> str:
    """When a question comes back."""
    return "Not scheduled." if isinstance(review, NotReviewed) else f"Again on {day_name(review.due, at)}"
