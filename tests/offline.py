"""No test reaches beyond this machine: connections to the outside fail, and are remembered."""

import ipaddress
import sys

attempts: list[str] = []
"""Addresses that something tried to reach."""
_installed: list[bool] = []


def is_here(host: object) -> bool:
    """Whether an address is this machine's own: loopback, or a socket that is a file."""
    if not isinstance(host, str):
        return True
    try:
        return ipaddress.ip_address(host.partition("%")[0]).is_loopback
    except ValueError:
        return host in {"", "localhost"}


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if event != "socket.connect":
        return
    address = arguments[1]
    if isinstance(address, tuple) and not is_here(address[0]):
        attempts.append(str(address[0]))
        raise OSError(f"tests stay on this machine; {address[0]} was not called")


def stay_here() -> None:
    """Refuse connections to the outside from now on, in this process."""
    if not _installed:
        _installed.append(True)
        sys.addaudithook(_watch)
