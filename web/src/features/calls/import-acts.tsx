import { DownOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Dropdown, Input, Modal } from 'antd';
import { useState } from 'react';
import { useMay } from '@/client/session';
import { useWords } from '@/lib/words';
import { FileImport } from '@/ui/file-import';
import { JobProgress } from '@/ui/job-progress';
import { ProblemAlert } from '@/ui/problem-alert';
import { importCalls, importFloor, importRecordings, useAnalyse } from './api';
import { words } from './words';

type Kind = 'calls' | 'recordings' | 'floor';

/** Everything that brings calls in from outside, and the analysis of their recordings. */
export function ImportActs() {
  const say = useWords(words);
  const may = useMay();
  const queries = useQueryClient();
  const [open, setOpen] = useState<Kind | null>(null);
  const [mapping, setMapping] = useState('');
  const kinds: { key: Kind; permission: string }[] = [{ key: 'calls', permission: 'calls.import' }, { key: 'recordings', permission: 'recordings.write' }, { key: 'floor', permission: 'floor.write' }];
  const items = kinds.filter(({ permission }) => may(permission)).map(({ key }) => ({ key, label: say(`import.${key}`), onClick: () => setOpen(key) }));
  const refresh = () => void queries.invalidateQueries({ queryKey: ['calls'] });
  const close = () => setOpen(null);
  return (
    <>
      {may('insights.write') && <AnalyseButton />}
      {items.length > 0 && <Dropdown trigger={['click']} menu={{ items }}><Button type="primary" data-testid="imports">{say('imports')} <DownOutlined aria-hidden /></Button></Dropdown>}
      <FileImport title={say('import.calls')} text={say('import.calls.text')} accept=".csv,.xlsx,.xls,.tsv" open={open === 'calls'} onClose={close} onDone={refresh} send={(files) => importCalls(files, mapping)}>
        <label className="cw-stack">{say('import.mapping')}<Input.TextArea rows={4} value={mapping} onChange={(event) => setMapping(event.target.value)} spellCheck={false} /></label>
      </FileImport>
      <FileImport title={say('import.recordings')} text={say('import.recordings.text')} accept=".wav" multiple open={open === 'recordings'} onClose={close} onDone={refresh} send={importRecordings} />
      <FileImport title={say('import.floor')} text={say('import.floor.text')} accept=".csv,.xlsx,.xls" open={open === 'floor'} onClose={close} onDone={refresh} send={importFloor} />
    </>
  );
}

function AnalyseButton() {
  const say = useWords(words);
  const analyse = useAnalyse();
  const job = analyse.data?.job_id;
  return (
    <>
      <Button onClick={() => analyse.mutate()} loading={analyse.isPending} data-testid="analyse">{say('analyse')}</Button>
      <Modal title={say('analyse.started')} open={Boolean(job) || analyse.isError} footer={null} onCancel={() => analyse.reset()}>
        <ProblemAlert problem={analyse.error} />
        {job && <JobProgress id={job} />}
      </Modal>
    </>
  );
}
