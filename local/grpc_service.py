"""A Google service of this machine, over its real gRPC protocol: what its stand-ins have in common."""

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from typing import Any

import grpc

Answer = Callable[[Any], object]


class Refusal(Exception):  # noqa: N818 - what the service says, no fault of the stand-in
    """An answer other than OK."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.status = grpc.StatusCode[code]


@contextmanager
def serving(
    name: str,
    types: Any,
    answers: Mapping[str, Answer],
    *,
    port: int,
    lock: AbstractContextManager[Any],
) -> Iterator[str]:
    """Serve until the block ends; yields host:port. Port 0 takes a free one.

    Args:
        name: the service's full name.
        types: Google's module with a `<Method>Request` for each method.
        answers: method → request in, reply out (None where Google's is empty), Refusal raised. A method that
            is not there is UNIMPLEMENTED.
        port: on this machine only.
        lock: held while a request is answered, and its reply read.

    Raises:
        RuntimeError: the port is in use.
    """
    handlers = {
        method: grpc.unary_unary_rpc_method_handler(
            partial(_answer, getattr(types, f"{method}Request"), answer, lock)
        )
        for method, answer in answers.items()
    }
    # Without so_reuseport=0 two stand-ins would share a port, and the client would meet either.
    with ThreadPoolExecutor(max_workers=4) as workers:
        server = grpc.server(workers, options=(("grpc.so_reuseport", 0),))
        server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(name, handlers),))
        bound = server.add_insecure_port(f"127.0.0.1:{port}")
        server.start()
        try:
            yield f"127.0.0.1:{bound}"
        finally:
            server.stop(grace=None).wait()


def _answer(form: Any, answer: Answer, lock: AbstractContextManager[Any], raw: bytes, context: Any) -> bytes:
    try:
        with lock:
            reply: Any = answer(form.deserialize(raw))
            return bytes(type(reply).serialize(reply)) if reply else b""  # google.protobuf.Empty has no bytes
    except Refusal as refusal:
        context.abort(refusal.status, str(refusal))
        raise  # never reached: abort raises; the checker does not know
