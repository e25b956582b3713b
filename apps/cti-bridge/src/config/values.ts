/** The kinds of single values that stand in `config/hotline.yaml`. */
import { z } from 'zod';
import { mayPushTo } from '../push/address.ts';
import { rule, text } from './rule.ts';

/** What FreeSWITCH's dialplan lets through as `hotline_skill`; it ends up in commands. */
export const skillId = text(
  /^[a-z][a-z-]{0,31}$/,
  '小写字母与连字符，最多 32 个',
  'lower-case letters and hyphens, at most 32',
);
export const queueId = text(
  /^[a-z][a-z0-9-]{0,31}$/,
  '小写字母、数字与连字符，最多 32 个',
  'lower-case letters, digits and hyphens, at most 32',
);
export const personId = text(
  /^[a-z][a-z0-9.-]{0,31}$/,
  '小写字母、数字、点与连字符，最多 32 个',
  'lower-case letters, digits, dots and hyphens, at most 32',
);
/** Also the SIP user name. */
export const seatId = text(/^\d{3,6}$/, '3 至 6 位数字，加引号', '3 to 6 digits, in quotes');
export const words = z.string().trim().min(1).max(64);
export const seconds = z.number().min(1).max(3600);
export const port = z.number().int().min(0).max(65_535);
export const host = text(/^[A-Za-z0-9.:-]{1,255}$/, '主机名或地址', 'a host name or an address');

export const named = z.strictObject({ id: queueId, zh: words, en: words });

export const clockTime = text(
  /^([01]\d|2[0-3]):[0-5]\d$/,
  '时:分，加引号',
  'hours:minutes, in quotes',
);

/** Ends up in `sofia/gateway/<name>/…`. */
export const gatewayName = text(
  /^[A-Za-z][\w.-]{0,31}$/,
  '网关名：字母开头，字母、数字、点、下划线与连字符',
  'name of a gateway: a letter, then letters, digits, dots, underscores and hyphens',
);
export const digits = text(/^\d{2,20}$/, '2 至 20 位数字，加引号', '2 to 20 digits, in quotes');

export const summaryAddress = rule(
  z.string().max(500),
  mayPushTo,
  'https:// 地址（本机可用 http://），不带用户名与口令',
  'an https:// address (http:// on this machine only) without user name and password',
);
