"""The embedded server: only its owner reaches it, and it survives being killed."""

from __future__ import annotations

import stat
from pathlib import Path

import asyncpg

from callwright.adapters.postgres.launcher import EmbeddedServer


async def test_it_survives_a_kill_and_keeps_what_was_committed(tmp_path: Path):
    home = tmp_path / "a home with spaces"
    server = EmbeddedServer(home)
    try:
        server.start()
        await _execute(server, "CREATE TABLE kept (n int)")
        await _execute(server, "INSERT INTO kept VALUES (7)")
        server.kill()
        again = EmbeddedServer(home)
        again.start()
        assert await _value(again, "SELECT n FROM kept") == 7
    finally:
        EmbeddedServer(home).stop()


def test_nobody_else_can_enter_the_socket_folder(tmp_path: Path):
    server = EmbeddedServer(tmp_path)
    try:
        server.start()
        mode = stat.S_IMODE(server.address.socket_folder.stat().st_mode)
        assert mode == 0o700
    finally:
        server.stop()
    assert not server.is_running()


async def _execute(server: EmbeddedServer, statement: str) -> None:
    connection = await _connect(server)
    await connection.execute(statement)
    await connection.close()


async def _value(server: EmbeddedServer, statement: str) -> object:
    connection = await _connect(server)
    try:
        return await connection.fetchval(statement)
    finally:
        await connection.close()


async def _connect(server: EmbeddedServer) -> asyncpg.Connection:
    address = server.address
    return await asyncpg.connect(
        host=str(address.socket_folder), port=address.port, user=address.user, database="postgres"
    )
