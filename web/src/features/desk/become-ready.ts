import { App } from 'antd';
import { useEffect, useEffectEvent, useState } from 'react';
import type { Desk } from '@/client/desk';
import { asProblem } from '@/lib/problem';
import { useChangeState } from './api';
import { turnOn, usePhone } from './softphone';

/**
 * Ready for the next call. The server takes nobody as ready whose phone it does not know, so a phone of the browser is
 * switched on first, and the state follows once the phone has been reported; what keeps it away is said in the bar.
 */
export function useBecomeReady(desk: Desk, campaign = desk.campaign ?? '') {
  const { message } = App.useApp();
  const change = useChangeState();
  const here = usePhone();
  const [wanted, setWanted] = useState(false);
  const possible = desk.allowed_states.includes('ready');
  const phoneReady = desk.phone.kind === 'sip' || here.known;
  const ask = useEffectEvent(() => change.mutate({ state: 'ready', ...(campaign ? { campaign } : {}) }, {
    onError: (thrown) => void message.error(asProblem(thrown).sentence()),
    onSettled: () => setWanted(false),
  }));
  useEffect(() => { if (wanted && phoneReady) ask(); }, [wanted, phoneReady]);
  const go = () => {
    if (!possible || wanted) return false;
    if (desk.phone.kind === 'webrtc') turnOn();
    setWanted(true);
    return true;
  };
  return { possible, busy: wanted, connecting: wanted && !phoneReady, go };
}
