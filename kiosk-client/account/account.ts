import type { z } from 'zod';
import type { account } from '../../realtime/contract/resources/account.ts';

export type Account = z.infer<typeof account>;
