import type { Desk } from '@/client/desk';

/** The name of a campaign as people know it; the code where this person does not work for it. */
export const campaignName = (desk: Desk, code: string): string => desk.campaigns.find((one) => one.code === code)?.name ?? code;
