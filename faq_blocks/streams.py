"""Streams that apps add blocks to, or that an outline fills; fields of which migrations do not list the blocks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from wagtail.blocks import Block, StreamBlock, StreamBlockValidationError
from wagtail.fields import StreamField

from .compilation import Compilation

if TYPE_CHECKING:
    from wagtail.blocks import StreamValue


class OpenStreamBlock(StreamBlock):
    """A stream whose blocks are its class's, however late one was added."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.child_blocks = type(self).base_blocks

    @classmethod
    def register(cls, name: str, block: Block) -> None:
        """Let editors insert this block, under this name. Raise ValueError for a name twice."""
        if name in cls.base_blocks:
            raise ValueError(f"{type(block).__name__} cannot be “{name}”: {type(cls.base_blocks[name]).__name__} is.")
        block.set_name(name)
        cls.base_blocks[name] = block


class CodedStreamField(StreamField):
    """A field that has the blocks of the code whenever it is made: a migration does not list them, so that no change of
    theirs, and none that a site has added, asks for another."""

    block_class: ClassVar[type[StreamBlock]]

    def __init__(self, **kwargs: Any) -> None:
        kwargs.pop("block_lookup", None)
        super().__init__(self.block_class(), **kwargs)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _blocks, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [], kwargs


def is_left_out(child: StreamValue.StreamChild, compilation: Compilation) -> bool:
    """Return True for a block that is a part of an outline that nobody has touched."""
    return bool(child.block.is_left_out(child.value, child.id or "", compilation))


class OutlinedStreamBlock(StreamBlock):
    """A stream that an outline fills: what nobody touched needs not be whole."""

    def clean(self, value: StreamValue) -> StreamValue:
        try:
            cleaned: StreamValue = super().clean(value)
        except StreamBlockValidationError as error:
            compilation = Compilation()
            errors = {
                index: said for index, said in error.block_errors.items() if not is_left_out(value[index], compilation)
            }
            if errors or error.non_block_errors:
                raise StreamBlockValidationError(errors, error.non_block_errors) from error
            return value
        return cleaned
