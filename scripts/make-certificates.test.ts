import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeCertificates } from './make-certificates.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'certificates-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const request = () => ({
  folder,
  hosts: ['pbx.example', '10.0.0.5'],
  days: 397,
  now: new Date('2026-11-22T00:00:00Z'),
});
const certificate = (file: string) => new X509Certificate(readFileSync(file));

test('the server certificate names every host and is signed by the authority', async () => {
  const files = await makeCertificates(request());
  const authority = certificate(files.authority);
  const server = certificate(files.server);
  expect(server.verify(authority.publicKey)).toBe(true);
  expect(server.checkIssued(authority)).toBe(true);
  expect(server.checkHost('pbx.example')).toBe('pbx.example');
  expect(server.checkIP('10.0.0.5')).toBe('10.0.0.5');
  expect(server.checkHost('other.example')).toBeUndefined();
  expect([authority.ca, server.ca]).toEqual([true, false]);
  // Browsers refuse a life of more than 398 days.
  const life = server.validToDate.getTime() - server.validFromDate.getTime();
  expect(life).toBeLessThanOrEqual(398 * 24 * 60 * 60 * 1000);
});

test('wss.pem holds key, certificate and authority, and nobody else may read it', async () => {
  const { wss } = await makeCertificates(request());
  const pem = readFileSync(wss, 'latin1');
  expect(pem.match(/-----BEGIN [A-Z ]+-----/g)).toEqual([
    '-----BEGIN PRIVATE KEY-----',
    '-----BEGIN CERTIFICATE-----',
    '-----BEGIN CERTIFICATE-----',
  ]);
  expect(() => createSecureContext({ key: pem, cert: pem })).not.toThrow();
  expect(statSync(wss).mode & 0o077).toBe(0);
});

test('an authority that is there is used again', async () => {
  const first = await makeCertificates(request());
  const authority = readFileSync(first.authority, 'latin1');
  const server = readFileSync(first.server, 'latin1');
  const second = await makeCertificates(request());
  expect(readFileSync(second.authority, 'latin1')).toBe(authority);
  expect(readFileSync(second.server, 'latin1')).not.toBe(server);
  expect(certificate(second.server).verify(certificate(second.authority).publicKey)).toBe(true);
});

test('an authority whose key is kept elsewhere is never replaced', async () => {
  const files = await makeCertificates(request());
  rmSync(files.authorityKey);
  await expect(makeCertificates(request())).rejects.toThrow('without its key');
});
