"""Why so many calls are launched, as codes and as sentences."""

from __future__ import annotations

from callwright.kernel.text import Text

REASONS = {
    "switch_lost": Text("电话交换机失去联系，停止拨号。", "The telephone switch is lost: nothing is dialed."),
    "nobody_signed_in": Text("没有坐席在线，停止拨号。", "No agent is signed in: nothing is dialed."),
    "launched_ahead": Text(
        "拨出 {launch} 通：预计 {seconds:.0f} 秒内 {answers:.1f} 人接听、{free:.1f} 名坐席可接；"
        "再多一通的放弃风险 {risk:.1%}，上限 {threshold:.1%}。",
        "Dialing {launch}: within {seconds:.0f} s {answers:.1f} customers are expected to answer and {free:.1f} agents "
        "to be free; one more call risks {risk:.1%} of being abandoned, at most {threshold:.1%} is accepted.",
    ),
    "enough_in_flight": Text(
        "暂不拨号：在途 {dialing} 通已足够；再多一通的放弃风险 {risk:.1%}，高于上限 {threshold:.1%}。",
        "Nothing more now: {dialing} calls on their way are enough; one more risks {risk:.1%} of being abandoned, "
        "above the accepted {threshold:.1%}.",
    ),
    "enough_at_stake": Text(
        "暂不拨号：在途 {dialing} 通；若接听率远高于估计，预算（近 {days} 天已放弃 {abandoned}/{answered}，"
        "上限 {budget:.1%}）将不够用，先看接听情况。",
        "Nothing more now: should far more of the {dialing} calls on their way be answered than believed, the budget "
        "({abandoned} of {answered} abandoned in {days} days, at most {budget:.1%}) breaks. First see who answers.",
    ),
    "one_per_agent": Text(
        "逐一外呼：{ready} 名空闲坐席，在途 {dialing} 通，拨出 {launch} 通。",
        "One call per free agent: {ready} free, {dialing} on their way, dialing {launch}.",
    ),
    "tiny_team": Text(
        "坐席少于 {least} 人，改为一名空闲坐席一通：拨出 {launch} 通。",
        "Fewer than {least} agents: one call per free agent, dialing {launch}.",
    ),
    "little_known": Text(
        "已知结果的拨号只有 {known} 通（需 {needed} 通），暂为一名空闲坐席一通：拨出 {launch} 通。",
        "Only {known} dials with a known end ({needed} are needed): one call per free agent, dialing {launch}.",
    ),
    "budget_spent": Text(
        "放弃率已到预算（近 {days} 天 {abandoned}/{answered}，预算 {budget:.1%}），"
        "改为一名空闲坐席一通：拨出 {launch} 通。",
        "The budget of abandoned calls is used up ({abandoned} of {answered} in {days} days, budget {budget:.1%}): "
        "one call per free agent, dialing {launch}.",
    ),
    "lines_full": Text(
        "线路已满：可用 {lines} 条，拨出 {launch} 通。",
        "The lines are full: {lines} free, dialing {launch}.",
    ),
    "line_speed": Text(
        "线路每秒最多 {per_second:g} 通，本次拨出 {launch} 通。",
        "The lines take {per_second:g} calls a second: dialing {launch} now.",
    ),
}
