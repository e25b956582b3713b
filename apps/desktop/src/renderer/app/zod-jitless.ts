import { z } from 'zod';

// The content-security policy forbids eval, with which zod would compile its checks. Imported before any schema is used.
z.config({ jitless: true });
