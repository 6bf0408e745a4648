import { useMutation } from '@tanstack/react-query';
import { upload } from '@/client/http';
import type { components } from '@/client/schema';

export type FilePreview = components['schemas']['FilePreviewOut'];
export type ColumnPreview = components['schemas']['ColumnPreviewOut'];

/** Of longer text files only the beginning is sent to be looked at; a workbook cannot be cut. */
const ENOUGH = 1024 * 1024;
const isText = (file: File): boolean => /\.(csv|tsv|txt|jsonl|ndjson)$/i.test(file.name);

export type Sheets = Record<string, string[]>;

function look(files: File[], sheets: Sheets): Promise<FilePreview[]> {
  const cut = files.filter((file) => isText(file) && file.size > ENOUGH);
  const sent = files.map((file) => (cut.includes(file) ? new File([file.slice(0, ENOUGH)], file.name) : file));
  return upload<FilePreview[]>('/api/lists/preview', { files: sent }, {
    sizes: JSON.stringify(Object.fromEntries(cut.map((file) => [file.name, file.size]))),
    sheets: JSON.stringify(sheets),
  });
}

/** What is in the chosen files; asked again when files or sheets change. */
export const usePreview = () => useMutation({ mutationFn: ({ files, sheets }: { files: File[]; sheets: Sheets }) => look(files, sheets) });
