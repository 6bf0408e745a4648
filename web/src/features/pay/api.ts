import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api } from '@/client/http';
import type { components } from '@/client/schema';
import type { Bilingual } from '@/lib/words';
import type { Reason } from '@/ui/reason-tree';

export type StatementRow = components['schemas']['StatementSummary'];
export interface Line { code: string; title: Bilingual; amount: string; reason: Reason; sources: string[] }

/** One statement; the API describes it as a plain object, this is its form. */
export interface Statement {
  person_id: string;
  name: string;
  employee_number: string;
  month: string;
  currency: string;
  state: string;
  lines: Line[];
  earned_total: string;
  paid_total: string;
  rule_versions: string[];
  closed_at: string;
  opened_at: string | null;
}

export const useStatements = (month: string) =>
  useQuery({ queryKey: ['statements', month], queryFn: () => answer(api.GET('/api/pay/statements', { params: { query: { month } } })) });

export const useStatement = (person: string, month: string) => useQuery({
  queryKey: ['statement', person, month],
  queryFn: async () => (await answer(api.GET('/api/pay/statements/{person_id}/{month}', { params: { path: { person_id: person, month } } }))) as unknown as Statement,
  enabled: Boolean(person), retry: false,
});

export function useClosePay() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (month: string) => answer(api.POST('/api/pay/{month}/close', { params: { path: { month } } })),
    onSuccess: () => queries.invalidateQueries(),
  });
}
