/** What every figure means, in the words of the company's rule book; shown beside the figure, never only in a manual. */
import { book } from '@/lib/words';

export const definitions = book('definitions', {
  'utilisation': ['通话时长 ÷ 上班时间。通话时长从接通到挂断，只算坐席自己的一端，呼出和回拨都算；上班时间是排班内的带薪时间。60% 以上为好（8 小时里 4.8 小时）。', 'Talk time ÷ work time. Talk time runs from answer to hang-up of the agent’s own leg, outgoing and return calls; work time is scheduled paid time. 60% or more is good (4.8 of 8 hours).'],
  'talk': ['接通到挂断，只算坐席自己的一端，呼出和回拨都算。', 'Answer to hang-up of the agent’s own leg, outgoing and return calls.'],
  'work': ['排班内的带薪时间；会议和培训也算上班时间，但单独说明。', 'Scheduled paid time; meetings and training count as work time and are shown on their own.'],
  'dials': ['拨打次数：每拨一次一个号码算一次，接不接通都算。名单不干净时一天 20 多次，干净时 80–150 次。', 'Attempts: one dial of one number, answered or not. About 20 a day without clean lists, 80–150 with.'],
  'connected': ['有人接听的拨打。', 'Dials that somebody answered.'],
  'effective': ['接通、找对人、且符合活动规则的通话（默认通话不少于 30 秒，并且结果标为有效）。名单干净时一天 30–50 个。', 'Answered, the right party, and inside the campaign’s rule (by default 30 s of talk and an outcome marked effective). 30–50 a day with clean lists.'],
  'interested': ['结果表明有意向的客户。名单不干净时一天 2–3 个。', 'Outcomes that say interest. 2–3 a day without clean lists.'],
  'ordered': ['结果为下单的通话。', 'Calls whose outcome is an order.'],
  'lost': ['上班时间减去通话时长，按原因分开：拨号、振铃、等待、话后处理、休息、查资料、号码错误、没有线索、电话故障、会议、培训、说不清。', 'Work time minus talk time, split by cause: dialing, ringing, waiting, wrap-up, break, looking things up, wrong data, no leads, phone trouble, meeting, training, unexplained.'],
  'rate': ['这一级的数量 ÷ 上一级的数量。', 'This rung ÷ the rung above it.'],
  'accuracy': ['名单准确率：抽样核实中，联系得上、单位对、并且在目标群内的行 ÷ 抽样行数。', 'List accuracy: sampled rows that are reachable, the right entity and inside the target group ÷ sampled rows.'],
  'wilson': ['抽样只看了一部分，真实准确率有误差；这是 95% 把握下的最低值（Wilson 区间下限）。名单放行要求它不低于 85%：200 行里 180 行好是 85.1%，可以放行；100 行里 90 行好是 82.6%，不能放行。', 'A sample sees only part of the list. This is the lowest accuracy that fits it with 95% confidence (lower Wilson bound). Release needs 85%: 180 good of 200 give 85.1% and pass; 90 of 100 give 82.6% and do not.'],
  'needed': ['如果名单真的有预期的准确率，要核实这么多行，下限才能过门槛。', 'If the list is as accurate as expected, this many rows must be verified for the lower bound to pass the gate.'],
  'rows': ['文件里的每一行。接受 + 合并 + 拒绝 = 全部行，一行不丢。', 'Every line of the file. Accepted + merged + rejected = all rows; none is lost.'],
  'accepted': ['清洗后可以用、并且是新客户的行。', 'Rows that are usable after cleaning and a new contact.'],
  'merged': ['与同一批或已有客户是同一家，并入那个客户，不会重复拨打。', 'The same entity as a row of this batch or a known contact; merged into it, so it is not called twice.'],
  'rejected': ['不能用的行，每行都有代码和原因，可以下载。', 'Rows that cannot be used, each with a code and a reason; they can be downloaded.'],
  'sequential': ['号码连着排的行占的比例。高说明是按号段生成的，不是真实客户，属于盲打。', 'Share of rows whose numbers follow one another. A high share means generated numbers: blind dialing.'],
  'cost': ['这个问题让公司损失多少，按一个月估算；算法写在证据里。', 'What this problem costs the company, estimated for a month; the evidence shows how.'],
  'pareto': ['按损失从大到小，加起来占到总损失 80% 的少数几项。先做这些。', 'The few findings that, from the costliest down, add up to 80% of the loss. Do these first.'],
  'probability': ['成功率 p 由你自己名单上的通话估计。n 次里至少成一次的机会 = 1 − (1 − p)ⁿ。', 'p is estimated from calls on your own list. Chance of at least one success in n calls = 1 − (1 − p)ⁿ.'],
  'score': ['各项指标得分按权重相加，权重合计 100。缺数据是错误，不会当成 0。', 'Indicator scores added by weight; weights sum to 100. Missing data is an error, never 0.'],
  'completion': ['实际收入 ÷ 收入目标。低于 70% 直接降一级；正好 70% 不降。', 'Actual revenue ÷ revenue target. Below 70% is one grade down; exactly 70% stays.'],
  'gate': ['部门当月收入 ÷ 部门目标。低于 70% 时当月不发个人奖金；正好 70% 照发。', 'Department revenue ÷ department target of the month. Below 70% no individual bonus is paid; exactly 70% pays.'],
  'earned': ['按规则算出来的全部金额，还没有减去部门门槛收走的部分。', 'Everything the rules give, before the department gate takes its part.'],
  'paid': ['实际发放的金额，等于下面各行之和。', 'What is paid: the sum of the lines below.'],
  'target': ['事先约定、本人确认过的目标值。没有目标就不能考核。', 'The value agreed beforehand and acknowledged by the person. Without goals there is no appraisal.'],
  'weight': ['这项指标在总分中的份量，合计 100。', 'This indicator’s share of the score; all add up to 100.'],
  'fit': ['客户符合活动目标群（行业、地区、规模等）的程度，100% 是完全符合。', 'How well the contact fits the campaign’s target definition (industry, region, size …); 100% is a full fit.'],
  'costPerRow': ['名单价格 ÷（接受的行 × 准确率）。', 'Price of the lists ÷ (accepted rows × accuracy).'],
  'blocked': ['这一步超过时限的小时数。', 'Hours beyond the time limit of this step.'],
});

export type Definition = keyof typeof definitions.pairs;
