"""The colour pairs that go with a tone: background and the text on it."""

from ui.theme.tokens import Tokens


def tone_colours(tone: str, tokens: Tokens) -> tuple[str, str]:
    """Background and text of a tint by the tone's name; an unknown tone is a quiet well."""
    pairs = {
        "success": (tokens.primary_tint, tokens.on_primary_tint),
        "info": (tokens.info_tint, tokens.on_info_tint),
        "warn": (tokens.warn_tint, tokens.on_warn_tint),
        "danger": (tokens.danger_tint, tokens.on_danger_tint),
        "saving": (tokens.saving_tint, tokens.on_saving_tint),
        "offline": (tokens.offline, tokens.on_offline),
        "badge": (tokens.warn, tokens.on_warn),
    }
    return pairs.get(tone, (tokens.sunken, tokens.text))
