import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import * as calling from '@/client/calling';
import { answer, api } from '@/client/http';
import { askWallboard } from '@/client/wallboard';

export type { CallerNumber, Filter, Line, LineWish, Rule, Trunk, TrunkWish, Why } from '@/client/calling';

export const useCampaigns = () => useQuery({ queryKey: ['campaigns'], staleTime: 60_000, queryFn: () => answer(api.GET('/api/campaigns', { params: { query: { size: 200 } } })) });
export const useDialed = () => useQuery({ queryKey: ['wallboard'], queryFn: askWallboard, refetchInterval: 15_000 });
export const useWhy = (campaign: string) => useQuery({ queryKey: ['calling', 'why', campaign], queryFn: () => calling.askWhy(campaign), enabled: Boolean(campaign), refetchInterval: 30_000 });
export const useTrunks = () => useQuery({ queryKey: ['calling', 'trunks'], queryFn: calling.askTrunks });
export const useLines = () => useQuery({ queryKey: ['calling', 'lines'], queryFn: calling.askLines, refetchInterval: 15_000 });
export const useRules = () => useQuery({ queryKey: ['calling', 'rules'], queryFn: calling.askRules });
export const usePermission = () => useMutation({ mutationFn: ({ number, campaign }: { number: string; campaign: string }) => calling.askPermission(number, campaign) });

function useChange<V, R>(act: (wanted: V) => Promise<R>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: act,
    onSuccess: () => Promise.all([['calling'], ['wallboard'], ['campaigns']].map((queryKey) => queries.invalidateQueries({ queryKey }))),
  });
}

export const useSetDialing = () => useChange(({ campaign, ...wanted }: calling.Dialing & { campaign: string }) => calling.setDialing(campaign, wanted));
export const useKeepLine = () => useChange(calling.keepLine);
export const useKeepTrunk = () => useChange(calling.keepTrunk);
export const useConfirmRule = () => useChange(({ rule, reason }: { rule: string; reason: string }) => calling.confirmRule(rule, reason));
