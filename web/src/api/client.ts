// The API with its types, which the server's route table makes (schema.d.ts). Whatever is refused is a ProblemError.
import createClient from 'openapi-fetch';
import type { components, paths } from './schema';

type Schemas = components['schemas'];
export type HideableField = Schemas['HideableField'];
export type Session = Schemas['Session'];
export type Lead = Schemas['Lead'];
export type LeadRow = Schemas['LeadRow'];
export type Status = Schemas['Status'];
export type Stage = Schemas['Stage'];
export type Channel = Schemas['Channel'];
export type LocalText = Schemas['Text'];
export type TimelineItem = Schemas['TimelineItem'];
export type CustomField = Schemas['CustomField'];
export type Form = Schemas['Form'];
export type FormRow = Schemas['FormRow'];
export type FormContent = Schemas['FormContent'];
export type FormField = Schemas['FormField'];
export type ConsentBox = Schemas['ConsentBox'];
export type Submission = Schemas['Submission'];
export type Person = Schemas['Person'];
export type Team = Schemas['Team'];
export type Touch = Schemas['Touch'];
export type Import = Schemas['Import'];
export type ImportWish = Schemas['ImportWish'];
export type AuditRow = Schemas['AuditRow'];
export type WriteKey = Schemas['WriteKey'];
export type IncomingAddress = Schemas['IncomingAddress'];
export type IncomingAddressRow = Schemas['IncomingAddressRow'];
export type IncomingSecret = Schemas['IncomingSecret'];
export type Link = Schemas['Link'];
export type LinkWish = Schemas['LinkWish'];
export type SourceRule = Schemas['SourceRule'];
export type Placement = Schemas['Placement'];
export type PlacementWish = Schemas['PlacementWish'];
export type MappedField = Schemas['MappedField'];
export type Webhook = Schemas['Webhook'];
export type WebhookDelivery = Schemas['WebhookDelivery'];
export type WebhookDeliveryRow = Schemas['WebhookDeliveryRow'];
export type WebhookSecret = Schemas['WebhookSecret'];
export type TrackingSettings = Schemas['TrackingSettings'];

interface ProblemBody {
  code?: string;
  detail?: string;
  status?: number;
  errors?: { pointer: string; code: string; detail: string }[];
}

/** An answer of RFC 9457: a sentence in the reader's language, and the fields it concerns by JSON pointer. */
export class ProblemError extends Error {
  readonly code: string;
  readonly status: number;
  readonly faults: { pointer: string; detail: string }[];
  constructor(status: number, body: ProblemBody) {
    super(body.detail ?? String(status));
    this.status = status;
    this.code = body.code ?? '';
    this.faults = body.errors ?? [];
  }
  /** The sentence for the field at that pointer. */
  at(pointer: string): string | undefined {
    return this.faults.find(fault => fault.pointer === pointer)?.detail;
  }
}

/** The sentence a person should read: the fault of the field when there is one. */
export function sentenceOf(error: unknown): string {
  if (error instanceof ProblemError) return error.faults[0]?.detail ?? error.message;
  return error instanceof Error ? error.message : String(error);
}

// What is said when the server cannot be reached; the words come with the catalogue.
let unreachable = '';
export function sayWhenUnreachable(sentence: string): void {
  unreachable = sentence;
}
/** `fetch`, whose failure is a sentence too. */
export const reach: typeof fetch = (...request) =>
  fetch(...request).catch((error: unknown) => {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new ProblemError(0, { detail: unreachable, code: 'unreachable' });
  });

const client = createClient<paths>({
  fetch: reach,
  baseUrl: typeof location === 'undefined' ? 'http://localhost' : location.origin,
  querySerializer: query =>
    new URLSearchParams(
      Object.entries(query ?? {})
        .filter(([, value]) => value != null && value !== '')
        .map(([name, value]) => [name, String(value)]),
    ).toString(),
});
client.use({
  onRequest({ request }) {
    request.headers.set('Accept-Language', document.documentElement.lang || 'fa');
    return request;
  },
  async onResponse({ response }) {
    if (response.ok) return response;
    const body = (await response.json().catch(() => ({}))) as ProblemBody;
    throw new ProblemError(response.status, body);
  },
});
export const api = client;

/** The body of an answer that is there, because what is refused has thrown. */
export async function body<T>(call: Promise<{ data?: T }>): Promise<T> {
  return (await call).data as T;
}

/** For the few answers whose shape the table does not describe. */
export async function send<T>(method: string, path: string, content?: unknown): Promise<T> {
  const response = await reach(path, {
    method,
    headers: { 'Content-Type': 'application/json', 'Accept-Language': document.documentElement.lang || 'fa' },
    body: content === undefined ? undefined : JSON.stringify(content),
  });
  const text = await response.text();
  const parsed = text ? JSON.parse(text) : undefined;
  if (!response.ok) throw new ProblemError(response.status, parsed ?? {});
  return parsed as T;
}

export const tag = (version: number): { 'If-Match': string } => ({ 'If-Match': `"v${version}"` });
