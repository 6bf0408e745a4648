import { DownOutlined } from '@ant-design/icons';
import { App, Button, Dropdown, type MenuProps } from 'antd';
import type { Desk } from '@/client/desk';
import { asProblem } from '@/lib/problem';
import { useWords } from '@/lib/words';
import { codes } from '@/ui/codes-words';
import { FloorTag } from '@/ui/floor-tag';
import { RunningClock } from '@/ui/running-clock';
import { useChangeState } from './api';
import { useBecomeReady } from './become-ready';
import { turnOff } from './softphone';
import { words } from './words';

const reasons = ['rest', 'personal', 'company'] as const;
const onCall = new Set(['dialing', 'ringing', 'talking', 'hold']);

/** What I do now, since when, and what I may do next; a break says what it is for. Becoming ready switches the phone on. */
export function StateMenu({ desk, open, onOpen }: { desk: Desk; open?: boolean; onOpen?: (open: boolean) => void }) {
  const say = useWords(words);
  const name = useWords(codes);
  const { message } = App.useApp();
  const change = useChangeState();
  const become = useBecomeReady(desk);
  const choose: MenuProps['onClick'] = ({ key }) => {
    const [state = '', reason = ''] = key.split(':');
    if (state === 'ready') { become.go(); return; }
    if (state === 'offline') turnOff();
    change.mutate({ state, ...(reason ? { reason } : {}), ...(desk.campaign ? { campaign: desk.campaign } : {}) }, {
      onSuccess: () => { if (onCall.has(desk.state) || desk.call?.practice) void message.info(say('state.next', { state: name.code('floor', state) })); },
      onError: (thrown) => void message.error(asProblem(thrown).sentence()),
    });
  };
  const items: MenuProps['items'] = desk.allowed_states.map((state) => state === 'break'
    ? { key: state, label: name.code('floor', state), children: reasons.map((reason) => ({ key: `break:${reason}`, label: say.code('reason', reason) })) }
    : { key: state, label: name.code('floor', state) });
  return (
    <Dropdown trigger={['click']} menu={{ items, onClick: choose }} disabled={items.length === 0} {...(open === undefined ? {} : { open })} {...(onOpen ? { onOpenChange: onOpen } : {})}>
      <Button type="text" className="cw-state-button" loading={change.isPending || become.busy} aria-label={say('state.change', { state: name.code('floor', desk.state) })} data-testid="state-menu">
        <FloorTag state={desk.state} />{desk.reason && <span className="cw-quiet">{say.code('reason', desk.reason)}</span>}<RunningClock since={desk.since} /><DownOutlined aria-hidden />
      </Button>
    </Dropdown>
  );
}
