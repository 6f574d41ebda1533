"""Who may use a route: every route says so, and the service doesn't start if one doesn't."""

from collections.abc import Iterator, Sequence
from typing import Any, cast

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.routing import iter_route_contexts
from starlette.routing import BaseRoute, Mount, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.domain.errors import LiaisonError, NotPermitted
from assistant.domain.people import Role
from assistant.entrypoints.api.doorkeeper import Doorkeeper
from assistant.entrypoints.api.problems import problem_of

EVERY_ROLE = frozenset(Role)


class Allow:
    """Lets in who proves to have one of the roles."""

    def __init__(self, roles: frozenset[Role]) -> None:
        self.roles = roles

    def __call__(self, request: Request) -> None:
        """Prove who asks, and let them in.

        Raises:
            NotIdentified: it isn't proved who asks.
            NotPermitted: they may not use this route.
        """
        _admit(request, self.roles)


def _admit(request: Request, roles: frozenset[Role]) -> None:
    asker = cast(Doorkeeper, request.app.state.doorkeeper).admit(request)
    if not roles & asker.roles:
        may = " or ".join(sorted(role.value for role in roles))
        raise NotPermitted(f"Only the role {may} may do this.")


class Anyone:
    """Lets everybody in, also those who prove nothing."""

    roles: None = None

    async def __call__(self) -> None:
        """Let them in."""


def allow(*roles: Role) -> Any:
    """Return the declaration that these roles may use a route; all roles, if none is named."""
    return Depends(Allow(frozenset(roles) or EVERY_ROLE))


def anyone() -> Any:
    """Return the declaration that a route is open also to those who prove nothing."""
    return Depends(Anyone())


class Admitted:
    """Lets in who has one of the roles, before an application that isn't a FastAPI route."""

    def __init__(self, app: ASGIApp, roles: frozenset[Role] = EVERY_ROLE) -> None:
        self._app = app
        self.roles = roles

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request; the application finds who asks in `scope["state"]["asker"]`."""
        try:
            await run_in_threadpool(_admit, Request(scope), self.roles)
        except LiaisonError as error:
            await problem_of(error)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


class OpenMount:
    """Declares that whatever is mounted here is open to everybody, or proves its callers itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        await self._app(scope, receive, send)


def declared(routes: Sequence[BaseRoute]) -> Iterator[tuple[str, str, frozenset[Role] | None]]:
    """Yield (method, path, who may use it) of every route; none stands for everybody.

    Raises:
        TypeError: a route says nothing about who may use it.
    """
    for context in iter_route_contexts(routes):
        route = context.original_route
        if isinstance(route, Mount) and isinstance(route.app, OpenMount):
            yield "*", route.path, None
            continue
        if isinstance(route, Route) and isinstance(route.endpoint, Admitted):
            for method in sorted(route.methods or ()):
                yield method, route.path, route.endpoint.roles
            continue
        dependant = getattr(context, "dependant", None)
        said = [
            each.call
            for each in (dependant.dependencies if dependant else ())
            if isinstance(each.call, Allow | Anyone)
        ]
        if len(said) != 1:
            raise TypeError(f"The route {context.path} must say once who may use it.")
        for method in sorted(context.methods or ()):
            yield method, str(context.path), said[0].roles
