"""Which questions are taken at all, before anything reads them."""

from __future__ import annotations

from ingest.errors import EmptyQuestion, QuestionTooLong, Words

MOST = 2_000  # characters


def admit(text: str) -> str:
    """The question as it will be read: lone surrogates replaced, space around it gone.

    Raises:
        EmptyQuestion: if it has no letter and no digit.
        QuestionTooLong: if it has more than 2,000 characters.
    """
    if len(text) > MOST:
        raise QuestionTooLong(
            Words(f"問題太長（{len(text):,} 字）。", f"The question is too long ({len(text):,} characters)."),
            Words(f"請縮短到 {MOST:,} 字以內。", f"Keep it within {MOST:,} characters."),
        )
    clean = text.encode("utf-8", "replace").decode("utf-8").strip()
    if not any(char.isalnum() for char in clean):
        raise EmptyQuestion(
            Words("沒有可以回答的問題。", "There is no question to answer."),
            Words("請輸入問題，例如「3月有哪些訪團？」。", "Type a question, such as “Who visited in March?”."),
        )
    return clean
