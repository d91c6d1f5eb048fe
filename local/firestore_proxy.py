"""A proxy before Firestore: every call passes, and the one that is waited for can be held or cut.

    with proxying("127.0.0.1:8080") as proxy:
        stop = proxy.stop("Commit", "personio_exports/match-1", after=True)   the next such call
        stop.reached.wait(5)                                                  it is held now
        stop.let_go()                                                         or cut(): no answer ever

It passes gRPC messages as bytes and understands nothing of them but the document names that stand in a call
that it is to stop, so that it works for every method of one request (all but Listen and Write).
"""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import grpc

from local.ports import ADDRESS

WORKERS = 64
HELD_SECONDS = 60.0
LARGEST = [("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)]


@dataclass
class Stop:
    """One call that is stopped: one of `method` whose request names `document`.

    Attributes:
        pass_first: how many such calls pass before.
        after: Firestore has carried it out, and the answer is withheld; else it has not heard of it.
    """

    method: str
    document: str
    after: bool
    pass_first: int
    reached: threading.Event = field(default_factory=threading.Event)
    _over: threading.Event = field(default_factory=threading.Event)
    _cut: threading.Event = field(default_factory=threading.Event)

    def let_go(self) -> None:
        """It goes on as if nothing had been."""
        self._over.set()

    def cut(self) -> None:
        """It fails; whoever called does not learn whether it was carried out."""
        self._cut.set()
        self._over.set()

    def hold(self, context: grpc.ServicerContext) -> None:
        self.reached.set()
        self._over.wait(HELD_SECONDS)
        if self._cut.is_set():
            context.abort(grpc.StatusCode.UNAVAILABLE, "cut")


class Proxy(grpc.GenericRpcHandler):  # type: ignore[misc]  # grpc ships no types
    """Passes calls to `target`; `calls` counts them by method, `answers` what came back.

    An answer is one message: a document of a read, a result of a query (an empty one has one, too). `heard`
    is told of each call, by method and request.
    """

    def __init__(self, target: str) -> None:
        self.channel = grpc.insecure_channel(target, options=LARGEST)
        self.calls: Counter[str] = Counter()
        self.answers: Counter[str] = Counter()
        self.heard: Callable[[str, bytes], None] = lambda *_: None
        self._stops: list[Stop] = []
        self._lock = threading.Lock()

    def stop(self, method: str, document: str, *, after: bool, pass_first: int = 0) -> Stop:
        """Hold the next call of `method` that names `document`, or a later one."""
        stop = Stop(method, document, after, pass_first)
        with self._lock:
            self._stops.append(stop)
        return stop

    def service(self, details: Any) -> grpc.RpcMethodHandler:
        method: str = details.method
        forward = self.channel.unary_stream(method)
        return grpc.unary_stream_rpc_method_handler(
            lambda request, context: self._pass(method, forward, request, context)
        )

    def _pass(
        self,
        method: str,
        forward: Callable[..., Iterator[bytes]],
        request: bytes,
        context: grpc.ServicerContext,
    ) -> Iterator[bytes]:
        name = method.rpartition("/")[2]
        with self._lock:
            self.calls[name] += 1
        self.heard(name, request)
        stop = self._struck(name, request)
        if stop and not stop.after:
            stop.hold(context)
        metadata = [item for item in context.invocation_metadata() if not item.key.startswith("grpc-")]
        try:
            answers = forward(request, metadata=metadata, timeout=context.time_remaining())
            for answer in answers:
                with self._lock:
                    self.answers[name] += 1
                if stop and stop.after:
                    stop.hold(context)
                yield answer
        except grpc.RpcError as error:
            context.set_trailing_metadata(error.trailing_metadata() or ())
            context.abort(error.code(), error.details())

    def _struck(self, name: str, request: bytes) -> Stop | None:
        with self._lock:
            for stop in self._stops:
                if stop.method != name or stop.document.encode() not in request:
                    continue
                if not stop.pass_first:
                    self._stops.remove(stop)
                    return stop
                stop.pass_first -= 1
        return None


@contextmanager
def proxying(target: str) -> Iterator[tuple[Proxy, str]]:
    """A proxy before the Firestore at `target` while the context lasts; yields it and its address."""
    proxy = Proxy(target)
    server = grpc.server(ThreadPoolExecutor(WORKERS), handlers=[proxy], options=LARGEST)
    port = server.add_insecure_port(f"{ADDRESS}:0")
    server.start()
    try:
        yield proxy, f"{ADDRESS}:{port}"
    finally:
        server.stop(0).wait()
        proxy.channel.close()
