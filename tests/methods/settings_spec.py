"""The settings of spec/activities.md's table, each with its default."""

from typing import Any

import msgspec

from methods.activities.rate.settings import Consensus

# fmt: off
SETTINGS: dict[str, dict[str, Any]] = {
    "frame": {"text": "", "media": "none", "video_max_s": 120, "agenda": True, "ack": False,
              "ask": ("who_asks", "where", "after")},
    "group": {"by": "table", "balance": "none", "size": 8, "min": 2, "max": 12, "split": 8,
              "stay": "none", "slots": 1, "movable": True},
    "gather": {"kind": "idea", "unit": "person", "solo_min": 0, "max_items": 0, "title_max": 80,
               "body_max": 280, "fields": [], "about": "none", "assign": "all", "prompts": [],
               "visible": "after_close", "draw_at": 0.5, "seed_items": [], "tally": "none"},
    "sort": {"mode": "merge", "categories": [], "suggest": True, "object_min": 3},
    "vote": {"mode": "tick", "budget": "auto", "cap": 10, "target": 10, "tally": "total",
             "tie": "ask", "order": "random", "hide": "close", "not_own": False, "paper": True,
             "options": [], "per_item": None},  # 1, or 3 dots: by the mode
    "rate": {"criteria": [], "min": 1, "max": 5, "labels": [], "assign": "all", "by": "none",
             "aggregate": "median", "show": "matrix", "feedback": False, "dont_know": True,
             "baseline": False, "compare_to": "none", "consensus": Consensus(iqr=1, share=0.7)},
    "work": {"sheet": msgspec.UNSET, "per": "group", "prompts": [], "editors": "all"},
    "share": {"order": "rank", "seconds": 90, "max": 6, "qa": False, "gallery": False},
    "decide": {"options": [], "rule": "facilitator", "when": [], "max_rounds": 3, "reason": True},
    "agree": {"required": ("what", "first_step", "next_date"), "per_collector": 2, "fields": (
        "collector", "deputy", "contact", "members", "owner_now", "owner_later", "handover",
        "plan_link", "evaluate_by")},
    "follow": {"first_days": 3, "check_days": 14, "then_days": 30, "evaluate_months": 6,
               "channels": ("page", "email", "sms", "print")},
}
