import { App, Button, Dropdown } from 'antd';
import { useState } from 'react';
import { asProblem } from '@/lib/problem';
import { useWords } from '@/lib/words';
import { secondsLeft } from '@/ui/running-clock';
import { useNow } from '@/ui/use-now';
import { useExtendWrapUp } from './api';
import { useDeskKeys } from './keys';
import { words } from './words';

const reasons = ['notes', 'order', 'material', 'colleague'] as const;

/** How long the work after the call may still take; the server ends it, this only shows it and prolongs it once, with a reason. */
export function WrapUp({ until }: { until: string }) {
  const say = useWords(words);
  const { message } = App.useApp();
  const [open, setOpen] = useState(false);
  const now = useNow();
  const extend = useExtendWrapUp();
  const left = secondsLeft(until, now);
  useDeskKeys((pressing) => {
    if (!('act' in pressing) || pressing.act !== 'extend') return false;
    setOpen(true);
    return true;
  });
  const items = [
    { key: 'why', type: 'group' as const, label: say('wrapUp.why'), children: reasons.map((reason) => ({ key: reason, label: say(`wrapUp.${reason}`) })) },
  ];
  const choose = ({ key }: { key: string }) => extend.mutate(say(`wrapUp.${key as (typeof reasons)[number]}`), { onError: (thrown) => void message.error(asProblem(thrown).sentence()) });
  return (
    <span className="cw-wrap-up" data-testid="wrap-up">
      <span className={left <= 10 ? 'cw-bad' : undefined}>{left > 0 ? say('wrapUp.left', { n: left }) : say('wrapUp.over')}</span>
      <Dropdown trigger={['click']} open={open} onOpenChange={setOpen} menu={{ items, onClick: choose }} autoFocus><Button size="small" loading={extend.isPending} data-testid="extend">{say('wrapUp.extend')}</Button></Dropdown>
    </span>
  );
}
