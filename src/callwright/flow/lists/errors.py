"""Errors of the lists stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from callwright.kernel.errors import CallwrightError
from callwright.kernel.text import Text


class UnknownBatch(CallwrightError):
    """No batch has this id, or several ids begin so."""

    status = 404
    code = "lists.unknown_batch"
    text = Text(
        "没有唯一匹配「{batch}」的名单批次。用 callwright lists list 查看批次编号。",
        "No single batch matches “{batch}”. See the ids with: callwright lists list.",
    )


class NotPublishedYet(CallwrightError):
    """Only rows that are published can be matched again."""

    status = 409
    code = "lists.not_published"
    text = Text(
        "批次 {batch} 尚未导入完成，不能重新匹配。请等导入结束后再试。",
        "Batch {batch} is not imported yet and cannot be matched again. Wait for its import to end.",
    )


class NoFiles(CallwrightError):
    """An import without files."""

    status = 422
    code = "lists.no_files"
    text = Text("请至少选择一个文件。", "Choose at least one file.")


class SourceMissing(CallwrightError):
    """An import must say where the list came from."""

    status = 422
    code = "lists.source_missing"
    text = Text("请填写名单来源。", "Say which source the list came from.")


class BadMapping(CallwrightError):
    """A mapping names a field that lists do not have."""

    status = 422
    code = "lists.bad_mapping"
    text = Text(
        "列对应中的「{field}」无法识别。可用：company、person、phones、address、industry、remark、province、city。",
        "The mapping has an unknown field “{field}”. Use company, person, phones, address, industry, remark, "
        "province, city.",
    )


class BadPrice(CallwrightError):
    """A price is a decimal number of the company's currency, not below zero."""

    status = 422
    code = "lists.bad_price"
    text = Text("价格「{price}」不是有效金额。", "“{price}” is not a price.")


class AllFilesRefused(CallwrightError):
    """None of the files of an import could be read; they are kept, and each has its reason.

    When all were refused for the same reason, the error carries that reason's own code.
    """

    status = 422
    code = "lists.all_files_refused"
    text = Text("文件无法读取：{reasons}", "The files could not be read: {reasons}")

    def __init__(self, errors: Sequence[Mapping[str, Any]]) -> None:
        codes = sorted({str(error["code"]) for error in errors})
        self._reasons = {name: " ".join(str(error[name]) for error in errors) for name in ("zh", "en")}
        self._single = len(errors) == 1
        if len(codes) == 1:
            self.code = codes[0]  # type: ignore[misc]  # the files' own reason, per instance
        super().__init__(codes=", ".join(codes))

    def sentence(self) -> Text:
        """The reasons of all files; a single file's reason stands alone."""
        zh, en = self._reasons["zh"], self._reasons["en"]
        if self._single:
            return Text(zh, en)
        return Text(self.text.zh.format(reasons=zh), self.text.en.format(reasons=en))


class ImportFailed(CallwrightError):
    """The batch cannot be used because its import failed or has not ended."""

    status = 409
    code = "lists.not_ready"
    text = Text("名单批次尚未清洗完成（状态：{state}）。", "The batch is not cleaned yet (state: {state}).")


class BadSampleSize(CallwrightError):
    """A sample has at least one row, and there must be accepted rows to draw from."""

    status = 422
    code = "lists.bad_sample_size"
    text = Text(
        "无法抽取 {size} 行样本：本批次有 {population} 行可用。",
        "Cannot draw a sample of {size}: the batch has {population} usable rows.",
    )


class NoSample(CallwrightError):
    """Verification needs a drawn sample."""

    status = 409
    code = "lists.no_sample"
    text = Text(
        "请先抽样：callwright lists sample BATCH --size N。",
        "Draw a sample first: callwright lists sample BATCH --size N.",
    )


class ResultColumnMissing(CallwrightError):
    """The verification file needs the row number and the result."""

    status = 422
    code = "lists.result_column_missing"
    text = Text(
        "核验文件缺少列「{column}」。请使用抽样导出的工作单并填写「结果」列。",
        "The verification file lacks the column “{column}”. Use the exported worklist and fill in 结果 (result).",
    )


class ReleaseRefused(CallwrightError):
    """Base of the reasons for which a batch is not released; an owner may override with a reason."""

    status = 409
    code = "lists.release_refused"


class NotMeasured(ReleaseRefused):
    """No sample was verified."""

    code = "lists.not_measured"
    text = Text(
        "本批次尚未核验准确率，不能放行。请抽样核验（建议样本量 {needed}）。",
        "The accuracy of this batch was not measured, so it cannot be released. Verify a sample (about {needed} rows).",
    )


class SampleIncomplete(ReleaseRefused):
    """Some sampled rows have no result: a half verified sample can be chosen to please."""

    code = "lists.sample_incomplete"
    text = Text(
        "样本还有 {missing} 行没有核验结果；全部核验后才能放行。",
        "{missing} sampled rows have no result yet; verify them all before the release.",
    )


class BelowGate(ReleaseRefused):
    """The measured accuracy does not pass the gate."""

    code = "lists.below_gate"
    text = Text(
        "准确率未达门槛：{good}/{sampled}，点估计 {point}，95% 下限 {lower}，要求 ≥ {threshold}。",
        "Below the gate: {good} of {sampled}, point {point}, 95 % lower bound {lower}, needed ≥ {threshold}.",
    )


class MeasurementTooOld(ReleaseRefused):
    """With the usual decay the measured accuracy lies below the gate by now."""

    code = "lists.measurement_too_old"
    text = Text(
        "核验已过期：按每月衰减估计，现在的准确率约 {aged}，低于 {threshold}。请重新清洗并核验。",
        "The measurement is too old: by the monthly decay about {aged} is left, below {threshold}. "
        "Clean and verify anew.",
    )


class BlindDialing(ReleaseRefused):
    """Sequential or random numbers: blind mass dialing (product §2.6)."""

    code = "lists.blind_dialing"
    text = Text(
        "疑似盲目群呼名单：连号占比 {sequential}，无名号码占比 {nameless}。",
        "This looks like blind mass dialing: {sequential} of the numbers are sequential, {nameless} have no name.",
    )


class CampaignWithoutTarget(ReleaseRefused):
    """A campaign without a target definition cannot start (product §2.6)."""

    code = "lists.campaign_without_target"
    text = Text(
        "外呼活动 {campaign} 没有定义目标客户群，不能放行名单。",
        "The campaign {campaign} has no target definition; no list can be released into it.",
    )


class NothingAccepted(ReleaseRefused):
    """There is nobody to call in this batch."""

    code = "lists.nothing_accepted"
    text = Text(
        "本批次没有可用的行，无法放行。", "No row of this batch was accepted; there is nothing to release."
    )


class OverrideReasonMissing(CallwrightError):
    """An override needs a reason that a later reader understands."""

    status = 422
    code = "lists.override_reason_missing"
    text = Text("越过门槛必须写明原因。", "An override must state its reason.")


class UnknownSuppression(CallwrightError):
    """The ledger has no such open line, or only its owner ends it."""

    status = 404
    code = "lists.unknown_suppression"
    text = Text("屏蔽名册中没有编号为 {entry} 的有效记录。", "The ledger has no open entry {entry}.")


class UnknownSource(CallwrightError):
    """No source has this id, or it delivered nothing yet."""

    status = 404
    code = "lists.unknown_source"
    text = Text(
        "没有编号为 {source} 的名单来源，或尚无清洗完成的批次。",
        "No source {source}, or nothing of it is cleaned.",
    )


class SuppressionNotLiftable(CallwrightError):
    """What follows from leads or orders ends there, not by hand."""

    status = 409
    code = "lists.suppression_not_liftable"
    text = Text(
        "这条屏蔽来自{source}，请在那里处理，不能手工解除。",
        "This suppression follows from {source}; change it there, it cannot be lifted by hand.",
    )


class BadSuppressionFile(CallwrightError):
    """A file for the ledger names numbers or companies."""

    status = 422
    code = "lists.bad_suppression_file"
    text = Text(
        "文件中没有「号码」或「公司」列，或类型「{kind}」不可导入。",
        "The file has neither a number nor a company column, or the kind “{kind}” cannot be imported.",
    )


class UnknownProvider(CallwrightError):
    """No number-status service of this name is described."""

    status = 422
    code = "lists.unknown_provider"
    text = Text(
        "没有名为「{provider}」的号码检测服务，可用：{known}。",
        "No number-status service “{provider}” is known. Known: {known}.",
    )


class NotJudgedYet(CallwrightError):
    """Suppression and fit are computed once the batch is cleaned."""

    status = 409
    code = "lists.not_judged"
    text = Text("本批次尚未完成屏蔽与匹配度判断。", "Suppression and fit of this batch are not computed yet.")


class BadGateMeasure(CallwrightError):
    """The gate looks at the lower bound or at the point estimate."""

    status = 422
    code = "lists.bad_gate_measure"
    text = Text(
        "门槛依据只能是 lower_bound（下限）或 point（点估计）。", "The gate measure is lower_bound or point."
    )


class UnknownPair(CallwrightError):
    """No pair has this id, or several begin with it."""

    status = 404
    code = "lists.unknown_pair"
    text = Text("没有编号为 {pair} 的疑似重复。", "There is no doubtful pair {pair}.")


class PairDecidedOtherwise(CallwrightError):
    """Somebody decided the pair the other way; it has to be undone first."""

    status = 409
    code = "lists.pair_decided_otherwise"
    text = Text(
        "{decided_by} 已对这一对作出相反的判定。要改判，请先撤销。",
        "{decided_by} decided this pair the other way. Undo that first to decide otherwise.",
    )


class PairNotDecided(CallwrightError):
    """There is no decision to undo."""

    status = 409
    code = "lists.pair_not_decided"
    text = Text("这一对还没有判定，无可撤销。", "This pair is not decided yet; there is nothing to undo.")
