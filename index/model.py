"""Which model an archive is searched with, and whether its vectors are of that model."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING

from index.embedding import BUNDLED, NO_MODEL, SETTING
from index.recipe import vector_recipe
from ingest.errors import ModelError, RecipeMismatch, Words

if TYPE_CHECKING:
    from index.catalogue import Catalogue
    from index.embedder import Embedder

_SPEC, _NAME = "model_spec", "model_name"


class ModelChoice:
    """The model of one archive, loaded when first needed.

    An embedder given wins; then the setting ``YIDA_MODEL``; then what the archive was made with;
    then the bundled model. A setting of ``none`` means words alone.
    """

    def __init__(self, catalogue: Catalogue, embedder: Embedder | None) -> None:
        self._catalogue, self._embedder = catalogue, embedder
        self._failed = False
        self._guard = threading.Lock()
        self.notices: tuple[Words, ...] = ()

    def spec(self, *, building: bool) -> str:
        """Name of the model to load: a folder, a name, ``bundled`` or ``none``."""
        recorded = self._catalogue.meta(_SPEC)
        if building and recorded == NO_MODEL:
            recorded = None
        return os.environ.get(SETTING) or recorded or BUNDLED

    def load(self, *, building: bool = False) -> Embedder | None:
        """The model, or None where words alone are searched.

        Raises:
            ModelError: if a model that was named cannot be loaded. The bundled one may be missing:
                that leaves a notice.
        """
        with self._guard:
            spec = self.spec(building=building)
            if self._embedder is None and spec != NO_MODEL and not self._failed:
                from index.embedding import open_model

                try:
                    self._embedder = open_model(spec)
                except ModelError as error:
                    if spec != BUNDLED:
                        raise
                    self._failed = True
                    self.notices = (Words(error.message("zh"), error.message("en")),)
            return self._embedder

    def for_search(self) -> Embedder | None:
        """The model to search with; None while the archive has no vectors.

        Raises:
            RecipeMismatch: if the archive's vectors are of another model.
        """
        recorded = self._catalogue.meta(_NAME)
        embedder = self.load()
        if embedder is None or recorded is None or recorded == vector_recipe(embedder):
            return embedder
        raise RecipeMismatch(
            Words(f"資料庫的向量由 {recorded} 產生，目前使用的是 {vector_recipe(embedder)}。",
                  f"The archive's vectors were made by {recorded}, and the model in use is {vector_recipe(embedder)}."),
            Words("請重新執行 yida build，或把 YIDA_MODEL 改回原來的模型。",
                  "Run yida build again, or set YIDA_MODEL back to the first model."),
        )  # fmt: skip

    def record(self, embedder: Embedder | None) -> None:
        """Write down that the archive's vectors are of this model."""
        if embedder is None:
            if self._catalogue.meta(_NAME) is None:
                self._catalogue.set_meta(_SPEC, NO_MODEL)
            return
        self._catalogue.set_meta(_SPEC, self.spec(building=True))
        self._catalogue.set_meta(_NAME, vector_recipe(embedder))
