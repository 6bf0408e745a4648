import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { later } from '@/client/http';
import type { Page } from '@/client/page';
import type { Bilingual } from '@/lib/words';
import type { Reason } from '@/ui/reason-tree';

export interface Line { code: string; title: Bilingual; amount: string; reason: Reason; sources: string[] }
export interface Statement {
  person_id: string;
  name: string;
  employee_number: string;
  department: string | null;
  month: string;
  currency: string;
  state: string;
  lines: Line[];
  earned_total: string;
  paid_total: string;
  rule_versions: Record<string, string>;
}
export type StatementRow = Omit<Statement, 'lines' | 'rule_versions'>;

export const useStatements = (query: { month: string; page: number; size: number }, enabled: boolean) =>
  useQuery({ queryKey: ['statements', query], queryFn: () => later.get<Page<StatementRow>>('/api/pay/statements', query), enabled });

export const useStatement = (person: string, month: string) =>
  useQuery({ queryKey: ['statement', person, month], queryFn: () => later.get<Statement>(`/api/pay/statements/${person}/${month}`), enabled: Boolean(person), retry: false });

export function useClosePay() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (month: string) => later.post<Record<string, unknown>>(`/api/pay/${month}/close`, {}),
    onSuccess: () => queries.invalidateQueries(),
  });
}
