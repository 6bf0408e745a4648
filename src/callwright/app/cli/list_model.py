"""`callwright lists model|retrain|rematch`: the model in use, one taught by the house, matching again."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer

from callwright.app.cli.console import CommandContext, print_result, run
from callwright.app.cli.language import say
from callwright.flow.lists import service
from callwright.flow.lists.clean.ports import TableStager
from callwright.flow.lists.service import known, retraining
from callwright.platform.files import FileStore

JsonFlag = Annotated[bool, typer.Option("--json", help="print JSON")]


def mount(app: typer.Typer) -> None:
    """Add these commands to `callwright lists`."""
    app.command("model")(model)
    app.command("retrain")(retrain)
    app.command("rematch")(rematch)


def model(json_: JsonFlag = False) -> None:
    """The matching model in use and how it was evaluated. CALLWRIGHT_MATCH_MODEL chooses another file."""

    async def work(_: CommandContext) -> dict[str, Any]:
        return retraining.model_in_use()

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: _human_model(result))


def retrain(
    out: Annotated[Path, typer.Option(help="file to write the new model to; its name becomes the version")],
    labelled: Annotated[Path | None, typer.Option("--list", help="a list whose companies are known")] = None,
    truth: Annotated[
        Path | None, typer.Option(help="CSV with row (from 0) and entity for each row of the list")
    ] = None,
    json_: JsonFlag = False,
) -> None:
    """Teach the matching model anew and compare it with the one in use.

    With --list and --truth: half of the companies teach, the others examine. Without: the lists imported so far
    teach, and what people decided about doubtful pairs examines. Nothing changes by itself: set
    CALLWRIGHT_MATCH_MODEL to the written file to use it.
    """
    if (labelled is None) != (truth is None):
        raise typer.BadParameter(say("--list 与 --truth 须同时给出", "--list and --truth go together"))

    async def work(context: CommandContext) -> dict[str, Any]:
        if labelled is None or truth is None:
            async with context.transaction() as session:
                facts = await known.known_facts(session)
            return await retraining.retrain_on_house(facts, context.ports.get(FileStore), target=out)
        stager = context.ports.get(TableStager)
        return await retraining.retrain_on_list(stager, list_file=labelled, truth=truth, target=out)

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: _human(result))


def rematch(
    batch: Annotated[str | None, typer.Argument(help="batch, or the beginning of its id")] = None,
    all_: Annotated[bool, typer.Option("--all", help="every batch, in the order of import")] = False,
    json_: JsonFlag = False,
) -> None:
    """Match a batch, or all of them, again with the model in use, e.g. after a new one.

    Rows move to other contacts as by an import, and every move is kept; what people decided stays. Done again it
    moves nothing. A running worker must use the same model: restart it after setting CALLWRIGHT_MATCH_MODEL.
    """
    if (batch is None) == (not all_):
        raise typer.BadParameter(say("请给出一个批次，或 --all", "give one batch, or --all"))

    async def work(context: CommandContext) -> list[dict[str, Any]]:
        async with context.transaction() as session:
            if batch is not None:
                wanted = [await service.find_batch(session, batch)]
            else:
                wanted = [one.id for one in (await known.known_facts(session)).batches]
        return [await _rematched(context, one) for one in wanted]

    result = run(work, json_errors=json_)
    print_result(result, as_json=json_, human=lambda: "\n".join(map(_human_rematch, result)))


async def _rematched(context: CommandContext, batch_id: UUID) -> dict[str, Any]:
    async with context.transaction() as session:
        job_id = await service.rematch(session, context.principal, batch_id=batch_id)
    return await context.wait_for_job(job_id)


def _human_rematch(one: dict[str, Any]) -> str:
    return (
        f"{one['batch_id'][:8]}  {one['model']}  {say('查看行数', 'rows looked at')} {one['looked_at']}  "
        f"{say('改换客户的行', 'rows moved')} {one['moved']}  "
        f"{say('存疑的对', 'doubtful pairs')} {one['doubtful_pairs']}"
    )


def _human_model(found: dict[str, Any]) -> str:
    lines = [
        f"{say('匹配模型', 'matching model')} {found['version']}  {say('阈值', 'threshold')} {found['threshold']}"
    ]
    return "\n".join([*lines, *(f"  {_figures(one)}" for one in found["evaluation"])])


def _human(found: dict[str, Any]) -> str:
    told = (
        say("比现用模型更好", "better than the model in use")
        if found["better"]
        else say("不比现用模型更好", "not better than the model in use")
    )
    use = say("启用方法：设置环境变量", "to use it, set") + f" CALLWRIGHT_MATCH_MODEL={found['path']}"
    return "\n".join(
        [
            f"{found['version']}: {told}",
            f"  {say('新模型', 'new')}  {_figures(found['figures'])}",
            f"  {say('现用', 'in use')} ({found['in_use']['version']})  {_figures(found['in_use'])}",
            use,
        ]
    )


def _figures(one: dict[str, Any]) -> str:
    names = {
        "list": say("名单", "list"),
        "rows": say("行数", "rows"),
        "precision": say("准确率", "precision"),
        "recall": say("召回率", "recall"),
        "decided": say("人工判定", "decided pairs"),
        "agreed": say("一致比例", "agreed"),
    }
    shown = {name: one[name] for name in names if name in one}
    return "  ".join(f"{names[name]} {_plain(value)}" for name, value in shown.items())


def _plain(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.0f}" if value > 1 else f"{value:.4f}"
    return str(value)
