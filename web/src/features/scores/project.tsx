import { Alert, App, Button, Select } from 'antd';
import { useState } from 'react';
import { useMay, useMe } from '@/client/session';
import { when } from '@/lib/dates';
import { count } from '@/lib/figures';
import { bilingual, pick, useWords } from '@/lib/words';
import { Loaded } from '@/ui/loaded';
import { Section } from '@/ui/page';
import { ProblemAlert } from '@/ui/problem-alert';
import { StatusTag } from '@/ui/status-tag';
import { type Project, useIncentives, useProject, usePublish } from './api';
import { EventTable } from './event-table';
import { duties, GroupDialog } from './group-dialog';
import { Notices } from './notices';
import { words } from './words';

const incentives = ['base_pay', 'commission', 'bonus', 'prize', 'non_cash', 'growth'] as const;

export function ProjectView({ id, onBack }: { id: string; onBack: () => void }) {
  const say = useWords(words);
  const query = useProject(id);
  return (
    <div className="cw-stack">
      <div className="cw-actions"><Button onClick={onBack}>{say('back')}</Button></div>
      <Loaded query={query}>{(project) => <Whole project={project} />}</Loaded>
    </div>
  );
}

function Whole({ project }: { project: Project }) {
  const say = useWords(words);
  return (
    <>
      <Head project={project} />
      <Group project={project} />
      <Section title={say('plan')} testid="plan"><EventTable project={project} /></Section>
      <Incentives project={project} />
      <Notices project={project} />
    </>
  );
}

function Head({ project }: { project: Project }) {
  const say = useWords(words);
  const { data: me } = useMe();
  const { message } = App.useApp();
  const publish = usePublish(project.id);
  const go = () => publish.mutate(undefined, { onSuccess: () => void message.success(say('publish.done')) });
  const state = project.published_at
    ? <StatusTag tone="good">{say('publishedBy', { by: project.published_by ?? '', at: when(project.published_at) })}</StatusTag>
    : <StatusTag tone="waiting">{say('draftState')}</StatusTag>;
  const mayPublish = !project.published_at && me?.roles.includes('owner');
  return (
    <Section title={project.title} extra={<>{state}{mayPublish && <Button type="primary" onClick={go} loading={publish.isPending} disabled={project.missing.length > 0} data-testid="publish">{say('publish')}</Button>}</>} testid="project">
      <div className="cw-stack">
        <p className="cw-quiet">{project.first_month} – {project.last_month} {project.purpose}</p>
        <ProblemAlert problem={publish.error} />
        {!project.published_at && <Missing project={project} />}
      </div>
    </Section>
  );
}

function Missing({ project }: { project: Project }) {
  const say = useWords(words);
  if (project.missing.length === 0) return <Alert type="success" showIcon title={say('missing.none')} data-testid="nothing-missing" />;
  return (
    <Alert
      type="warning" showIcon data-testid="project-missing" title={say('missing', { n: count(project.missing.length) })}
      description={<ul className="cw-plain-list cw-short-list">{project.missing.map((lack) => <li key={lack['what']}>{pick(bilingual(lack))}</li>)}</ul>}
    />
  );
}

function Group({ project }: { project: Project }) {
  const say = useWords(words);
  const may = useMay();
  const [open, setOpen] = useState(false);
  const change = may('projects.write') && !project.published_at && <Button onClick={() => setOpen(true)} data-testid="set-group">{say('group.change')}</Button>;
  return (
    <Section title={say('group')} extra={change} testid="group">
      <dl className="cw-facts">
        {duties.map((duty) => (
          <div key={duty}><dt>{say(`duty.${duty}`)}</dt><dd>{project.members.filter((one) => one.duty === duty).map((one) => one.name).join('、') || <span className="cw-quiet">{say('group.nobody')}</span>}</dd></div>
        ))}
      </dl>
      {open && <GroupDialog project={project} onClose={() => setOpen(false)} />}
    </Section>
  );
}

function Incentives({ project }: { project: Project }) {
  const say = useWords(words);
  const may = useMay();
  const save = useIncentives(project.id);
  const fixed = !may('projects.write') || project.published_at !== null;
  return (
    <Section title={say('incentives')} testid="incentives">
      <div className="cw-stack">
        <p className="cw-quiet">{say('incentives.hint')}</p>
        {fixed
          ? <p>{project.incentives.map((one) => say.code('incentive', one)).join('、') || '—'}</p>
          : <Select
              mode="multiple" value={project.incentives} onChange={(chosen: string[]) => save.mutate(chosen)} loading={save.isPending} aria-label={say('incentives')} data-testid="choose-incentives" showSearch={{ optionFilterProp: 'label' }}
              options={incentives.map((value) => ({ value, label: say(`incentive.${value}`) }))}
            />}
        <ProblemAlert problem={save.error} />
      </div>
    </Section>
  );
}
