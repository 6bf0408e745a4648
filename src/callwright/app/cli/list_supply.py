"""`callwright lists screening|suppress|lift|sources|claim-sheet …`: who must not be called, what supply is worth."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from callwright.app.cli.console import CommandContext, print_result, run
from callwright.app.cli.import_files import human_report, keep_and_read
from callwright.app.cli.language import language, say
from callwright.flow.lists import service
from callwright.kernel.phone import PhoneNumber

JsonFlag = Annotated[bool, typer.Option("--json", help="print JSON")]
Output = Annotated[Path, typer.Option("-o", "--output", help="file to write")]
Campaign = Annotated[str | None, typer.Option(help="campaign code; without it the batch's own")]


def mount(app: typer.Typer) -> None:
    """Add these commands to `callwright lists`."""
    for name, command in (
        ("screening", screening),
        ("suppressed", suppressed),
        ("suppress", suppress),
        ("lift", lift),
        ("suppressions", suppressions),
        ("sources", sources),
        ("claim-sheet", claim_sheet),
    ):
        app.command(name)(command)


def screening(batch: str, campaign: Campaign = None, json_: JsonFlag = False) -> None:
    """Decide anew who of a batch must not be called for a campaign, and how well the batch fits its target."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            batch_id = await service.find_batch(session, batch)
            found = await service.screen(
                session, batch_id=batch_id, at=context.clock.now(), campaign_code=campaign
            )
        return {**asdict(found), "callable": found.callable}

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: _human_screening(result))


def _human_screening(result: dict[str, Any]) -> str:
    fit = result["fit"]
    lines = [
        (
            f"{say('客户', 'contacts')} {result['contacts']}  {say('可联系', 'callable')} {result['callable']}  "
            f"{say('屏蔽', 'suppressed')} {result['suppressed']}"
        )
    ]
    lines += [
        f"  {count:>8}  {service.kind_name(kind).to_json()[language()]}"
        for kind, count in result["by_kind"].items()
    ]
    lines.append(f"{say('平均匹配度', 'average fit')} {fit['average'] or '–'}")
    lines += [f"  ≥ {band['from']:<5} {band['count']:>8}" for band in fit["bands"]]
    return "\n".join(lines)


def suppressed(batch: str, output: Output, campaign: Campaign = None, json_: JsonFlag = False) -> None:
    """Write who of a batch must not be called, a line per reason, as XLSX."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            batch_id = await service.find_batch(session, batch)
            rows = await service.write_suppressed(
                session, batch_id, output, campaign_code=campaign, reveal=True
            )
        return {"file": str(output), "rows": rows}

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: f"{result['rows']} 行 → {result['file']}")


def suppress(
    file: Path,
    kind: Annotated[
        str,
        typer.Option(
            help="do_not_call, opted_out, complained (final), existing_customer, competitor, cool_down"
        ),
    ],
    json_: JsonFlag = False,
) -> None:
    """Take a file of numbers or companies that must not be called (columns 号码, 公司, 原因, 截止)."""

    async def work(context: CommandContext) -> dict[str, Any]:
        table, stored = await keep_and_read(context, file)
        async with context.transaction() as session:
            report = await service.import_suppressions(
                session,
                context.principal,
                kind=kind,
                table=table,
                file_sha256=stored.sha256,
                at=context.clock.now(),
                calendar=context.calendar,
            )
        return report.to_json()

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: human_report(result))


def lift(entry: int, reason: Annotated[str, typer.Option(help="why")], json_: JsonFlag = False) -> None:
    """End a line of the ledger that people keep; refusals are final."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            await service.lift(
                session, context.principal, entry_id=entry, reason=reason, at=context.clock.now()
            )
        return {"entry": entry, "lifted": True}

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: f"{entry} {say('已解除', 'lifted')}")


def suppressions(
    kind: Annotated[str | None, typer.Option(help="only this kind")] = None,
    page: int = 1,
    size: int = 100,
    json_: JsonFlag = False,
) -> None:
    """List the ledger's lines in force, newest first; numbers are masked."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            found, total = await service.ledger_page(
                session, at=context.clock.now(), kind=kind, page=page, size=size
            )
        items = [asdict(one) for one in found]
        for item in items:
            if item["subject_kind"] == "number":
                item["subject"] = PhoneNumber(item["subject"]).masked
        return {"items": items, "total": total, "page": page, "size": size}

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: _human_ledger(result))


def _human_ledger(result: dict[str, Any]) -> str:
    lines = [
        f"{one['id']:>8}  {service.kind_name(one['kind']).to_json()[language()]}  {one['name'] or one['subject']}  "
        f"{one['until'] or ''}  {one['source']}"
        for one in result["items"]
    ]
    return "\n".join([*lines, f"{say('共', 'total')} {result['total']}"])


def sources(json_: JsonFlag = False) -> None:
    """Compare the sources: rows, accuracy with its interval, price, cost per accurate row, contact and order."""

    async def work(context: CommandContext) -> list[dict[str, Any]]:
        async with context.transaction() as session:
            return [asdict(one) for one in await service.source_comparison(session)]

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: "\n".join(map(_human_source, result)))


def _human_source(one: dict[str, Any]) -> str:
    accuracy = "–"
    if one["accuracy"] is not None:
        accuracy = f"{one['accuracy']:.3f} [{one['accuracy_lower']:.3f}, {one['accuracy_upper']:.3f}]"
    cost = one["cost_per_accurate_row"] if one["cost_per_accurate_row"] is not None else "–"
    return (
        f"{one['name']}  {say('行数', 'rows')} {one['rows']}  {say('准确率', 'accuracy')} {accuracy}  "
        f"{say('价格', 'price')} {one['price'] or '–'}  {say('每条准确', 'per accurate row')} {cost}"
    )


def claim_sheet(batch: str, output: Output, json_: JsonFlag = False) -> None:
    """Write the claim sheet for the supplier of a batch as XLSX: grounds, rows with reasons, refund."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            batch_id = await service.find_batch(session, batch)
            rows = await service.write_batch_claim(session, batch_id, output)
            claim = await service.batch_claim(session, batch_id)
        return {
            "file": str(output),
            "rows": rows,
            "total": claim.total,
            "lines": [asdict(x) for x in claim.lines],
        }

    result = run(work, json_errors=json_)
    print_result(
        result,
        as_json=json_,
        human=lambda: f"{result['rows']} 行  {say('可索赔', 'claim')} {result['total']} → {result['file']}",
    )
