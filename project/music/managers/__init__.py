from project.music.managers.bars import ClipBarManager, NoteManager
from project.music.managers.clips import ClipManager
from project.music.managers.compositions import CompositionManager
from project.music.managers.tracks import TrackBarManager, TrackManager

__all__ = ["ClipBarManager", "ClipManager", "CompositionManager", "NoteManager", "TrackBarManager", "TrackManager"]
