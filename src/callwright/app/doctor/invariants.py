"""The invariants of ARCHITECTURE.md as queries. Reading across rooms is allowed here and nowhere below."""

from __future__ import annotations

from callwright.app.doctor.contracts import Invariant
from callwright.kernel.text import Text

INVARIANTS = (
    Invariant(
        "lists.rows_add_up",
        Text("每个名单批次：行数 = 接受 + 合并 + 拒收", "every batch: rows = accepted + merged + rejected"),
        """
        SELECT batch.id::text AS object, batch.rows || ' rows, ledger ' || count(row.row) AS detail
        FROM lists.batch LEFT JOIN lists.row ON row.batch_id = batch.id
        WHERE batch.finished_at IS NOT NULL AND batch.error IS NULL
        GROUP BY batch.id
        HAVING batch.rows <> batch.accepted + batch.merged + batch.rejected
            OR batch.rows <> count(row.row)
            OR batch.accepted <> count(row.row) FILTER (WHERE row.status = 'accepted')
            OR batch.rejected <> count(row.row) FILTER (WHERE row.status = 'rejected')
        """,
    ),
    Invariant(
        "lists.rows_have_batch_and_contact",
        Text(
            "每一行都属于一个批次，可用的行都有未被合并的客户",
            "every row has its batch, and every usable row a contact that is not merged",
        ),
        """
        SELECT row.batch_id || '#' || row.row AS object, coalesce(row.entity::text, '') AS detail
        FROM lists.row LEFT JOIN lists.batch ON batch.id = row.batch_id
        LEFT JOIN contacts.contact ON contact.id = row.entity
        WHERE batch.id IS NULL
           OR row.status <> 'rejected' AND (contact.id IS NULL OR contact.merged_into IS NOT NULL)
        """,
    ),
    Invariant(
        "contacts.nothing_dangles",
        Text("号码和合并都指向存在的客户", "numbers and merges point to contacts that exist"),
        """
        SELECT number.contact_id::text AS object, 'number' AS detail FROM contacts.number
        LEFT JOIN contacts.contact ON contact.id = number.contact_id WHERE contact.id IS NULL
        UNION ALL
        SELECT contact.id::text, 'merged into ' || contact.merged_into FROM contacts.contact
        LEFT JOIN contacts.contact AS keep ON keep.id = contact.merged_into
        WHERE contact.merged_into IS NOT NULL AND keep.id IS NULL
        """,
    ),
    Invariant(
        "lists.released_through_the_gate",
        Text(
            "发布的批次都过了准入线或有记录在案的例外",
            "released batches passed the gate or have a recorded override",
        ),
        """
        SELECT batch.id::text AS object, batch.gate AS detail FROM lists.batch
        LEFT JOIN lists.release ON release.batch_id = batch.id
        WHERE batch.released_at IS NOT NULL
          AND (release.batch_id IS NULL OR (release.gate <> 'passed' AND coalesce(release.override_reason, '') = ''))
        """,
    ),
    Invariant(
        "floor.states_do_not_overlap",
        Text("同一人的通话阶段不重叠记两次", "no phase of a call is stored twice"),
        """
        SELECT person_id::text AS object, source_id || ' ' || state AS detail FROM floor.call_phase
        GROUP BY person_id, source, source_id, state, started_at HAVING count(*) > 1
        """,
    ),
    Invariant(
        "floor.lives_in_one_piece",
        Text(
            "工作台上经历的状态首尾相接，不重叠",
            "states lived through at a desk follow each other without overlap",
        ),
        """
        SELECT person_id::text AS object, started_at::text AS detail FROM (
          SELECT person_id, started_at, lag(ended_at) OVER (PARTITION BY person_id ORDER BY started_at) AS before
          FROM (
            SELECT person_id, started_at, ended_at FROM floor.state_interval WHERE import_id IS NULL
            UNION ALL SELECT person_id, since, 'infinity' FROM floor.current_state WHERE version > 0
          ) AS piece
        ) AS laid WHERE before > started_at
        """,
    ),
    Invariant(
        "calls.times_in_order",
        Text("通话时间先后正确：开始 ≤ 接听 ≤ 结束", "call times are in order: start ≤ answer ≤ end"),
        """
        SELECT id::text AS object, started_at::text AS detail FROM calls.attempt
        WHERE ended_at < started_at OR answered_at < started_at OR answered_at > ended_at
        """,
    ),
    Invariant(
        "calls.none_after_refusal",
        Text("对方拒绝之后没有再外呼", "nobody was called after a refusal"),
        """
        SELECT attempt.id::text AS object, attempt.started_at::text || ' after ' || refusal.at::text AS detail
        FROM calls.attempt JOIN contacts.refusal ON refusal.e164 = attempt.e164
        WHERE attempt.direction = 'outbound' AND attempt.started_at > refusal.at
        """,
        "warning",
    ),
    Invariant(
        "recordings.one_per_call",
        Text("一通电话至多一个录音", "a call has one recording at most"),
        """
        SELECT attempt_id::text AS object, count(*)::text AS detail FROM recordings.recording
        WHERE attempt_id IS NOT NULL GROUP BY attempt_id HAVING count(*) > 1
        """,
    ),
    Invariant(
        "recordings.named_ones_are_here",
        Text(
            "话单里写明录音的已接通电话都有录音", "every answered call whose record names a recording has it"
        ),
        """
        SELECT attempt.id::text AS object, attempt.recording_name AS detail FROM calls.attempt
        LEFT JOIN recordings.recording ON recording.attempt_id = attempt.id
        WHERE attempt.answered_at IS NOT NULL AND attempt.recording_name <> '' AND recording.id IS NULL
        """,
        "warning",
    ),
    Invariant(
        "recordings.own_calls_are_recorded",
        Text(
            "自己拨打并接通的每通电话都有录音，或有记录在案的原因",
            "every answered call of our own has its recording or a recorded reason",
        ),
        """
        SELECT attempt.id::text AS object, attempt.ended_at::text AS detail FROM calls.attempt
        LEFT JOIN recordings.recording ON recording.attempt_id = attempt.id
        LEFT JOIN recordings.absence ON absence.attempt_id = attempt.id
        WHERE attempt.system = 'callwright' AND attempt.answered_at IS NOT NULL
          AND attempt.ended_at < now() - interval '15 minutes'
          AND recording.id IS NULL AND absence.attempt_id IS NULL
        """,
    ),
    Invariant(
        "recordings.none_lost",
        Text(
            "最近 7 天没有因故障丢失的录音",
            "no recording of the last 7 days was lost to a fault",
        ),
        """
        SELECT attempt_id::text AS object, code || ' ' || detail AS detail FROM recordings.absence
        WHERE code IN ('no_files', 'unreadable') AND noted_at > now() - interval '7 days'
        """,
        "warning",
    ),
    Invariant(
        "pay.lines_add_up",
        Text("每张薪酬单：各行之和 = 实发", "every statement: the lines sum to what is paid"),
        """
        SELECT statement.id::text AS object, statement.paid_total || ' <> ' || coalesce(sum(line.amount), 0) AS detail
        FROM pay.statement LEFT JOIN pay.line ON line.statement_id = statement.id
        GROUP BY statement.id HAVING statement.paid_total <> coalesce(sum(line.amount), 0)
        """,
    ),
    Invariant(
        "events.delivered",
        Text("事件在十分钟内送达每个订阅者", "events reach every subscriber within ten minutes"),
        """
        SELECT event_id::text AS object, subscriber || ': ' || coalesce(last_error, 'waiting') AS detail
        FROM events.delivery JOIN events.event ON event.id = delivery.event_id
        WHERE delivered_at IS NULL AND event.published_at < now() - interval '10 minutes'
        """,
    ),
    Invariant(
        "jobs.none_failed",
        Text("没有失败而未处理的任务", "no job has failed and was left"),
        """
        SELECT id::text AS object, name || ': ' || (error ->> 'code') AS detail FROM jobs.job AS failed
        WHERE state = 'failed' AND NOT EXISTS (
            SELECT 1 FROM jobs.job AS later
            WHERE later.name = failed.name AND later.state = 'done' AND later.created_at > failed.created_at)
        """,
        "warning",
    ),
)
