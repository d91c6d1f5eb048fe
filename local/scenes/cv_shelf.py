"""A place on this machine where CVs lie, over https with a certificate made for the occasion."""

import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_address
from pathlib import Path
from threading import Event

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from local.scenes.listening import Listener, listening


@dataclass(frozen=True, kw_only=True)
class Lying:
    """What is answered for one path."""

    content: bytes = b"%PDF-1.7"
    status: int = 200
    content_type: str = "application/pdf"
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    announced: bool = True  # its length, before it comes
    body_after: Event | None = None  # the headers come at once


@dataclass(frozen=True, kw_only=True)
class Shelf:
    """Put files under paths; `asked` lists the paths that were asked for."""

    host: str
    authority: Path
    files: dict[str, Lying] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def put(self, path: str, lying: Lying | None = None) -> str:
        """The address of a file that lies at `path` from now on."""
        self.files[path.partition("?")[0]] = lying or Lying()
        return f"https://{self.host}{path}"


@contextmanager
def shelf(folder: Path) -> Iterator[Shelf]:
    """Serve until the block ends; `authority` is the certificate to trust."""
    key, certificate = _certificate(folder)
    server = _Server(("127.0.0.1", 0), _Handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    # The handshake is left to the caller's own thread: a slow one shall not keep the others waiting.
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    with listening(server) as port:
        server.shelf = Shelf(host=f"127.0.0.1:{port}", authority=certificate)
        yield server.shelf


class _Server(Listener):
    shelf: Shelf


class _Handler(BaseHTTPRequestHandler):
    server: _Server

    def do_GET(self) -> None:
        shelf = self.server.shelf
        shelf.asked.append(self.path)
        lying = shelf.files.get(self.path.partition("?")[0], Lying(status=404, content=b"no such file"))
        time.sleep(lying.delay)
        self.send_response(lying.status)
        self.send_header("Content-Type", lying.content_type)
        if lying.announced:
            self.send_header("Content-Length", str(len(lying.content)))
        for name, value in lying.headers.items():
            self.send_header(name, value)
        self.end_headers()
        if lying.body_after:
            lying.body_after.wait(30)
        self.wfile.write(lying.content)

    def log_message(self, *_: object) -> None:
        pass


def _certificate(folder: Path) -> tuple[Path, Path]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "a shelf for CVs")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    key_file, certificate_file = folder / "shelf.key", folder / "shelf.pem"
    key_file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    certificate_file.write_bytes(certificate.public_bytes(Encoding.PEM))
    return key_file, certificate_file
