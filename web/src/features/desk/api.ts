import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import * as desk from '@/client/desk';
import { answer, api } from '@/client/http';
import { rights } from '@/client/rights';
import { allows, type Me, useMe } from '@/client/session';
import { browserId } from '@/phone/browser-phone';

export type { Call, Desk, LeadCard, LeadNumber } from '@/client/desk';

const SAFETY = 15_000;

/** Whoever has a person behind the account and may call has a desk, and a phone in every page's head. */
export const hasDesk = (me: Me | undefined): boolean => Boolean(me?.person_id) && allows(me, rights.desk);

/** Pushes renew it at once; every fifteen seconds it is asked for anyway. */
export function useDesk() {
  const { data: me } = useMe();
  return useQuery({ queryKey: desk.deskKey, queryFn: () => desk.askDesk(browserId()), enabled: hasDesk(me), refetchInterval: SAFETY });
}

/** An act at the desk; afterwards, done or refused, the desk is asked for again. */
function useAct<V, R>(act: (wanted: V) => Promise<R>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: act, onSettled: () => queries.invalidateQueries({ queryKey: desk.deskKey }) });
}

export const useChangeState = () => useAct(desk.changeState);
export const useNextLead = () => useAct(desk.nextLead);
export const useSkip = () => useAct(({ lead, reason }: { lead: string; reason: string }) => desk.skipLead(lead, reason));
export const useDial = () => useAct(desk.dial);
export const useCallAct = () => useAct(({ call, act }: { call: string; act: desk.CallAct }) => desk.actOnCall(call, act));
export const useDigits = () => useAct(({ call, digits }: { call: string; digits: string }) => desk.pressDigits(call, digits));
export const useHandOver = () => useAct(({ call, ...wanted }: desk.HandOver & { call: string }) => desk.handOver(call, wanted));
export const useDispose = () => useAct(({ call, ...wanted }: desk.Disposition & { call: string }) => desk.dispose(call, wanted));

export const useExtendWrapUp = () => useAct(desk.extendWrapUp);

/** The own ladder; counted anew when another call is at hand (`at`), so that it grows with each. */
export const useOwnLadder = (at: string) => useQuery({ queryKey: ['my-numbers', 'desk', at], placeholderData: keepPreviousData, queryFn: () => answer(api.GET('/api/my-numbers', { params: { query: {} } })), refetchInterval: 60_000 });
