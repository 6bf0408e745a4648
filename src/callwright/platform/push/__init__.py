"""Telling open screens that something changed: NOTIFY in the caller's transaction, server-sent events at the end.

A message names a topic and at most an id; the screen fetches what the topic is about, with its own rights.
"""

from callwright.platform.push.message import Message
from callwright.platform.push.sending import push, push_all, wake

__all__ = ["Message", "push", "push_all", "wake"]
