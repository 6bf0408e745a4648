import { useQuery } from '@tanstack/react-query';
import { answer, api, given } from '@/client/http';
import type { components } from '@/client/schema';

export type MyNumbers = components['schemas']['MyNumbersOut'];
export type Times = NonNullable<MyNumbers['time']>;
export type Odds = components['schemas']['PanelOut'];
export type OddsRow = components['schemas']['PanelRowOut'];

export const useMyNumbers = (day: string, person: string, enabled: boolean) =>
  useQuery({ queryKey: ['my-numbers', day, person], queryFn: () => answer(api.GET('/api/my-numbers', { params: { query: given({ day, person }) } })), enabled });

export const usePeopleInScope = () =>
  useQuery({ queryKey: ['people', 'scope'], queryFn: () => answer(api.GET('/api/people', { params: { query: { size: 500 } } })), staleTime: 60_000 });
