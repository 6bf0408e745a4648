"""`callwright lists …`: import, look, measure, release."""

from __future__ import annotations

import asyncio
from dataclasses import asdict
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
import yaml

from callwright.app.cli import list_gate, list_model, list_pairs, list_preview, list_supply
from callwright.app.cli.console import CommandContext, print_result, run
from callwright.app.cli.import_files import human_report, keep, keep_and_read
from callwright.flow.lists import service
from callwright.flow.lists.errors import BadMapping, BadPrice

app = typer.Typer(help="名单 / lists", no_args_is_help=True)
list_pairs.mount(app)
list_preview.mount(app)
list_supply.mount(app)
list_gate.mount(app)
list_model.mount(app)

JsonFlag = Annotated[bool, typer.Option("--json", help="print JSON")]
Output = Annotated[Path, typer.Option("-o", "--output", help="file to write")]


class Engine(StrEnum):
    """Where a list is cleaned and matched."""

    LOCAL = "local"
    RAY = "ray"


@app.command("import")
def import_(
    files: list[Path],
    source: Annotated[str, typer.Option(help="where the list came from")],
    campaign: Annotated[str | None, typer.Option(help="campaign code")] = None,
    price: Annotated[str | None, typer.Option(help="what the whole batch cost")] = None,
    mapping: Annotated[Path | None, typer.Option(help="YAML or JSON: field to column")] = None,
    engine: Annotated[
        Engine, typer.Option(help="where it is cleaned: this machine, or a Ray cluster (RAY_ADDRESS)")
    ] = Engine.LOCAL,
    json_: JsonFlag = False,
) -> None:
    """Import files as one batch: clean, match, account for every row."""

    async def work(context: CommandContext) -> dict[str, Any]:
        wanted, amount = _mapping(mapping), _price(price)
        kept = [await keep(context, file) for file in files]
        async with context.transaction() as session:
            ticket = await service.import_files(
                session,
                context.principal,
                files=kept,
                source=source,
                at=context.clock.now(),
                campaign_code=campaign,
                price=amount,
                mapping=wanted,
                engine=engine.value,
            )
        if ticket.job_id is not None:
            await context.wait_for_job(ticket.job_id)
        async with context.transaction() as session:
            return await service.import_result(
                session, ticket.batch_id, already_imported=ticket.already_imported
            )

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: _human_import(result))


def _mapping(path: Path | None) -> dict[str, Any] | None:
    if path is None:
        return None
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as problem:
        raise BadMapping(field=path.name) from problem
    if not isinstance(found, dict):
        raise BadMapping(field=path.name)
    return found


def _price(text: str | None) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        raise BadPrice(price=text) from None


def _counts(result: dict[str, Any]) -> str:
    return f"行数 {result['rows']}  接收 {result['accepted']}  合并 {result['merged']}  拒收 {result['rejected']}"


def _human_import(result: dict[str, Any]) -> str:
    lines = [
        f"批次 {result['batch_id']}" + ("（已导入过，未重复计入）" if result["already_imported"] else ""),
        _counts(result) + f"  空行 {result['blank_lines']}  用时 {result['seconds']:.1f} 秒",
    ]
    for code, count in result["rejected_by_code"].items():
        lines.append(f"  {count:>8}  {service.reason_of(code).zh}  ({code})")
    if seen := result["screening"]:
        fit = seen["fit_average"] or "–"
        lines.append(f"客户 {seen['contacts']}  屏蔽 {seen['suppressed']}  平均匹配度 {fit}")
    for file in result["files"]:
        if file["error"]:
            lines.append(f"  {file['name']}: {file['error']['zh']}  ({file['error']['code']})")
        elif file["state"] == "already_imported":
            lines.append(f"  {file['name']}: 已在其他批次导入过，未重复计入。")
    return "\n".join(lines)


@app.command("list")
def list_(json_: JsonFlag = False) -> None:
    """List all batches, newest first."""

    async def work(context: CommandContext) -> list[dict[str, Any]]:
        async with context.transaction() as session:
            return [asdict(one) for one in await service.all_batches(session)]

    result = run(work, json_errors=json_)
    print_result(
        result,
        as_json=json_,
        human=lambda: "\n".join(map(_human_line, result)),
    )


def _human_line(one: dict[str, Any]) -> str:
    short = f"{str(one['id'])[:8]}  {one['state']:<8} {one['gate']:<12} {one['rows']:>8} 行"
    return f"{short}  {one['source']}  {one['name']}"


@app.command("show")
def show(batch: str, json_: JsonFlag = False) -> None:
    """Show a batch: counts, files, steps, gate. BATCH may be the beginning of its id."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            batch_id = await service.find_batch(session, batch)
            view = await service.show(session, batch_id, on=context.calendar.day_of(context.clock.now()))
        rest = asdict(view)
        return {"batch_id": str(batch_id), **rest.pop("summary"), "gate_view": rest.pop("gate"), **rest}

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: _human_show(result))


def _human_show(result: dict[str, Any]) -> str:
    gate = result["gate_view"]
    point, lower = ("–" if gate[name] is None else f"{gate[name]:.3f}" for name in ("point", "lower"))
    lines = [
        f"批次 {result['batch_id']}  {result['source']}  {result['name']}  {result['state']}",
        _counts(result),
        f"准确率 {point}  95% 下限 {lower}  门槛 {gate['threshold']}  {result['gate']}",
        f"样本 {gate['verified']}/{gate['sample_size']}（建议 {gate['needed']}）",
    ]
    if gate["reclean_on"]:
        lines.append(f"预计需重新清洗：{gate['reclean_on']}（每月衰减 {gate['monthly_decay']:.1%}）")
    lines += [
        f"  {count:>8}  {service.reason_of(code).zh}" for code, count in result["rejected_by_code"].items()
    ]
    if result["error"]:
        lines.append(f"失败：{result['error']['zh']}  ({result['error']['code']})")
    return "\n".join(lines)


@app.command("rejects")
def rejects(batch: str, output: Output, json_: JsonFlag = False) -> None:
    """Write the rejected rows as XLSX, the reason beside the original."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            batch_id = await service.find_batch(session, batch)
            return {"file": str(output), "rows": await service.write_rejects(session, batch_id, output)}

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: f"{result['rows']} 行 → {result['file']}")


@app.command("export")
def export(batch: str, output: Output, json_: JsonFlag = False) -> None:
    """Write one line per input row as CSV: row,status,code,entity,company,person,numbers."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            batch_id = await service.find_batch(session, batch)
            return {"file": str(output), "rows": await service.write_export(session, batch_id, output)}

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: f"{result['rows']} 行 → {result['file']}")


@app.command("sample")
def sample(
    batch: str,
    size: Annotated[int | None, typer.Option(help="rows to draw; without it the needed number")] = None,
    output: Annotated[Path | None, typer.Option("-o", "--output", help="worklist .csv or .xlsx")] = None,
    json_: JsonFlag = False,
) -> None:
    """Draw the random sample and write its worklist."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            batch_id = await service.find_batch(session, batch)
            drawn = await service.draw_sample(
                session, context.principal, batch_id=batch_id, size=size, at=context.clock.now()
            )
        if output is not None:
            await asyncio.to_thread(service.write_worklist, drawn, output, reveal=True)
        return {**asdict(drawn), "file": str(output) if output else None}

    result = run(work, json_errors=json_)
    print_result(
        result,
        as_json=json_,
        human=lambda: (
            f"样本 {result['size']} / {result['population']}（建议 {result['needed']}）  {result['file'] or ''}"
        ),
    )


@app.command("verify")
def verify(batch: str, file: Path, json_: JsonFlag = False) -> None:
    """Take back the filled worklist (result column 结果: 有效 / 无效 / 错号 / 非目标 …, or good / bad)."""

    async def work(context: CommandContext) -> dict[str, Any]:
        table, stored = await keep_and_read(context, file)
        async with context.transaction() as session:
            batch_id = await service.find_batch(session, batch)
            report, gate = await service.verify(
                session,
                context.principal,
                batch_id=batch_id,
                table=table,
                file_sha256=stored.sha256,
                at=context.clock.now(),
            )
        return {"batch_id": str(batch_id), **report.to_json(), "gate": asdict(gate)}

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: _human_verify(result))


def _human_verify(result: dict[str, Any]) -> str:
    gate = result["gate"]
    point, lower = ("–" if gate[name] is None else f"{gate[name]:.3f}" for name in ("point", "lower"))
    counted = f"有效 {gate['good']} / {gate['verified']}  样本 {gate['sample_size']}"
    return f"{human_report(result)}\n{counted}  准确率 {point}  95% 下限 {lower}  {gate['state']}"


@app.command("release")
def release(
    batch: str,
    override: Annotated[str | None, typer.Option(help="owner's reason to release below the gate")] = None,
    json_: JsonFlag = False,
) -> None:
    """Release a batch to the agents, if the gate lets it pass."""

    async def work(context: CommandContext) -> dict[str, Any]:
        async with context.transaction() as session:
            batch_id = await service.find_batch(session, batch)
            done = await service.release(
                session,
                context.principal,
                batch_id=batch_id,
                override_reason=override,
                at=context.clock.now(),
            )
        return asdict(done)

    result = run(work, json_errors=json_)
    print_result(
        result, as_json=json_, human=lambda: f"{result['batch_id']}  {result['gate']}  {result['at']}"
    )
