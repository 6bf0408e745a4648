import { useQuery } from '@tanstack/react-query';
import { get, upload } from '@/client/http';
import type { Page } from '@/client/page';
import type { ImportAnswer } from '@/ui/file-import';

export interface Order {
  id: string;
  order_number: string;
  company: string;
  product: string;
  amount: string;
  currency?: string;
  agent: string | null;
  ordered_at: string;
  step: string;
  blocked_by: string | null;
  block_reason: string | null;
  blocked_since: string | null;
  hours_over_limit?: number | null;
}

export const useOrders = (query: { page: number; size: number; blocked: string }) =>
  useQuery({ queryKey: ['orders', query], queryFn: () => get<Page<Order>>('/api/orders', query) });

export const importOrders = (files: File[]) => upload<ImportAnswer>('/api/orders/import', { file: files.slice(0, 1) });
