"""Warnings about a follow-up that does not match the session it follows.

The client sends the profile stored in its browser, which may be another child's. Such a session is stored with a
warning.
"""

#: A session's warnings as text[]. `{row}` stands for the session.
WARNINGS = """coalesce((SELECT array_remove(ARRAY[
 CASE WHEN parent.child_name_words <> {row}.child_name_words
 THEN 'The child''s name differs from the session that this one follows' END,
 CASE WHEN {row}.child_age < parent.child_age
 THEN 'The child is younger than in the session that this one follows' END,
 CASE WHEN {row}.child_gender <> '' AND parent.child_gender <> '' AND {row}.child_gender <> parent.child_gender
 THEN 'The child''s gender differs from the session that this one follows' END
 ], NULL) FROM session parent WHERE parent.id = {row}.parent_session_id), '{{}}')"""
