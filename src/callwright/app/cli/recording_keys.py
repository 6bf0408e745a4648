"""`callwright recordings key …`: master keys of sealed recordings; `recordings move`: everything to its new place."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from callwright.app.cli.console import CommandContext, print_result, run
from callwright.app.wiring import key_ring
from callwright.flow.recordings import service
from callwright.platform.audit import record

JsonFlag = Annotated[bool, typer.Option("--json", help="print JSON")]

key_app = typer.Typer(help="录音加密的主密钥 / master keys of sealed recordings", no_args_is_help=True)


@key_app.command("new")
def new_key(json_: JsonFlag = False) -> None:
    """Add a master key to the key file; new recordings use it, older keys still open what is old."""

    async def work(context: CommandContext) -> dict[str, Any]:
        ring = key_ring(context.settings)
        name = f"k{context.clock.now():%Y%m%d}-{len(ring.names) + 1}"
        ring.add(name)
        async with context.transaction() as session:
            await record(session, context.principal, action="recordings.new_key", object=f"master_key:{name}")
        return {"key": name}

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: str(result["key"]))


@key_app.command("rotate")
def rotate(json_: JsonFlag = False) -> None:
    """Protect the keys of all recordings by the newest master key; afterwards older ones may be removed."""

    async def work(context: CommandContext) -> dict[str, Any]:
        return await context.run_job("recordings.rewrap_keys", {})

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: f"已更新 {result['rewrapped']}")


@key_app.command("list")
def list_keys(json_: JsonFlag = False) -> None:
    """Show which master keys are here and how many recordings each one protects."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            counts = await service.key_counts(session)
        names = key_ring(context.settings).names
        keys = [
            {"key": name, "recordings": counts.get(name, 0), "here": name in names}
            for name in dict.fromkeys([*names, *sorted(counts)])
            if name
        ]
        return {"keys": keys, "not_sealed": counts[""]}

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: _shown(result))


def move(json_: JsonFlag = False) -> None:
    """Bring all recordings to where new ones go (folder or S3), sealed when sealing is on."""

    async def work(context: CommandContext) -> dict[str, Any]:
        return await context.run_job("recordings.move", {})

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: f"已搬移 {result['moved']}  丢失 {len(result['gone'])}")


def _shown(result: dict[str, Any]) -> str:
    lines = [
        f"{one['key']:<24} {one['recordings']:>8}{'' if one['here'] else '  缺失'}" for one in result["keys"]
    ]
    return "\n".join([*lines, f"{'未加密':<24} {result['not_sealed']:>8}"])
