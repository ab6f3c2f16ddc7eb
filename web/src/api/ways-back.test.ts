// Whatever the desk changes on the server can be taken back, asks before it does, or says here why it needs neither. A call that stands in no row fails.
import { expect, it } from 'vitest';

const sources = import.meta.glob<string>(['../**/*.ts', '../**/*.tsx', '!../**/*.test.*', '!./schema.d.ts'], {
  query: '?raw',
  import: 'default',
  eager: true,
});
const all = Object.values(sources);

/** Each call that changes something, as `PUT /api/v1/…`. */
const calls = new Set(
  all.flatMap(text => [
    ...[...text.matchAll(/\bapi\.(POST|PUT|PATCH|DELETE)\(\s*'\/api\/v1([^']+)'/g)].map(([, method, path]) => `${method} ${path}`),
    ...[...text.matchAll(/\bsend(?:<[^>]*>)?\(\s*'(POST|PUT|PATCH|DELETE)',\s*'\/api\/v1([^']+)'/g)].map(
      ([, method, path]) => `${method} ${path}`,
    ),
    ...[...text.matchAll(/\breach\(\s*'\/api\/v1([^']+)',\s*\{\s*method: '([A-Z]+)'/g)].map(([, path, method]) => `${method} ${path}`),
  ]),
);

/** What takes each back: another call, or the same one with what was there before. */
const back: Record<string, string> = {
  'PATCH /me': 'PATCH /me',
  'PATCH /workspace': 'PATCH /workspace',
  'PUT /workspace/two-step': 'PUT /workspace/two-step',
  'PUT /lead-rule': 'PUT /lead-rule',
  'POST /audiences': 'DELETE /audiences/{id}',
  'PUT /audiences/{id}': 'PUT /audiences/{id}',
  'DELETE /audiences/{id}': 'POST /audiences',
  'PUT /tracking': 'PUT /tracking',
  'POST /write-keys': 'DELETE /write-keys/{id}',
  'PUT /source-rules': 'PUT /source-rules',
  'POST /channels': 'PATCH /channels/{key}',
  'PATCH /channels/{key}': 'PATCH /channels/{key}',
  'POST /stages': 'PATCH /stages/{key}',
  'PATCH /stages/{key}': 'PATCH /stages/{key}',
  'POST /statuses': 'PATCH /statuses/{id}',
  'PATCH /statuses/{id}': 'PATCH /statuses/{id}',
  'POST /fields': 'PATCH /fields/{id}',
  'PATCH /fields/{id}': 'PATCH /fields/{id}',
  'PUT /hidden-fields': 'PUT /hidden-fields',
  'POST /people': 'PATCH /people/{id}',
  'PATCH /people/{id}': 'PATCH /people/{id}',
  'POST /teams': 'DELETE /teams/{id}',
  'PATCH /teams/{id}': 'PATCH /teams/{id}',
  'DELETE /teams/{id}': 'POST /teams/{id}/restoration',
  'POST /api-keys': 'DELETE /api-keys/{id}',
  'POST /incoming-addresses': 'DELETE /incoming-addresses/{id}',
  'PUT /incoming-addresses/{id}': 'PUT /incoming-addresses/{id}',
  'DELETE /incoming-addresses/{id}': 'POST /incoming-addresses/{id}/restoration',
  'POST /webhooks': 'DELETE /webhooks/{id}',
  'PUT /webhooks/{id}': 'PUT /webhooks/{id}',
  'POST /links': 'POST /links/{id}/archive',
  'PUT /links/{id}': 'PUT /links/{id}',
  'POST /links/{id}/archive': 'POST /links/{id}/restoration',
  'POST /links/{id}/restoration': 'POST /links/{id}/archive',
  'POST /placements': 'POST /placements/{id}/archive',
  'PUT /placements/{id}': 'PUT /placements/{id}',
  'POST /placements/{id}/archive': 'POST /placements/{id}/restoration',
  'POST /placements/{id}/restoration': 'POST /placements/{id}/archive',
  'POST /forms': 'POST /forms/{id}/archive',
  'POST /forms/{id}/archive': 'DELETE /forms/{id}/archive',
  'DELETE /forms/{id}/archive': 'POST /forms/{id}/archive',
  'PUT /forms/{id}': 'PUT /forms/{id}', // by the builder's own steps
  'POST /forms/{id}/publication': 'DELETE /forms/{id}/publication',
  'DELETE /forms/{id}/publication': 'POST /forms/{id}/publication',
  'POST /submissions/{id}/release': 'DELETE /submissions/{id}/release',
  'POST /imports': 'DELETE /imports/{id}',
  'POST /imports/{id}/start': 'POST /imports/{id}/undo',
  'POST /bulk-changes': 'POST /bulk-changes/{id}/undo',
  'POST /views': 'DELETE /views/{id}',
  'PATCH /views/{id}': 'PATCH /views/{id}',
  'DELETE /views/{id}': 'POST /views/{id}/restoration',
  'PUT /views/{id}/pin': 'DELETE /views/{id}/pin',
  'DELETE /views/{id}/pin': 'PUT /views/{id}/pin',
  'POST /leads': 'POST /leads/{id}/junk',
  'PATCH /leads/{id}': 'PATCH /leads/{id}',
  'POST /leads/{id}/status': 'POST /leads/{id}/status',
  'POST /leads/{id}/owner': 'POST /leads/{id}/owner',
  'POST /leads/{id}/accept': 'POST /leads/{id}/status',
  'POST /leads/{id}/junk': 'POST /leads/{id}/restore',
  'POST /leads/{id}/snooze': 'POST /leads/{id}/snooze',
  'POST /leads/{id}/notes': 'DELETE /leads/{id}/notes/{note}',
  'PUT /leads/{id}/contact-preferences': 'PUT /leads/{id}/contact-preferences',
  ...Object.fromEntries(
    ['phones', 'emails', 'handles'].flatMap(kind => [
      [`POST /leads/{id}/${kind}`, `DELETE /leads/{id}/${kind}/{item}`],
      [`PATCH /leads/{id}/${kind}/{item}`, `PATCH /leads/{id}/${kind}/{item}`],
      [`DELETE /leads/{id}/${kind}/{item}`, `POST /leads/{id}/${kind}`],
    ]),
  ),
  'POST /missed-calls/{id}/done': 'POST /missed-calls/{id}/wake',
  'POST /missed-calls/{id}/snooze': 'POST /missed-calls/{id}/wake',
};

/** What cannot be taken back asks before; the text that says what follows. */
const asks: Record<string, string> = {
  'POST /workspaces': 'workspace.another_stays',
  'POST /lead-rule/approval': 'rule.agree_about',
  'DELETE /write-keys/{id}': 'tracking.end_about',
  'DELETE /api-keys/{id}': 'keys.end_about',
  'DELETE /me/sessions': 'sessions.end_about',
  'DELETE /me/sessions/{id}': 'sessions.end_about',
  'POST /incoming-addresses/{id}/secret': 'incoming.new_secret_about',
  'DELETE /incoming-addresses/{id}/old-secret': 'incoming.end_old_about',
  'DELETE /webhooks/{id}': 'webhooks.end_about',
  'POST /webhooks/{id}/secret': 'webhooks.new_secret_about',
  'DELETE /webhooks/{id}/old-secret': 'webhooks.end_old_about',
  'POST /links/{id}/stand': 'stand.renew_for_good',
  'DELETE /links/{id}/stand': 'stand.end_for_good',
  'DELETE /imports/{id}': 'imports.discard_about',
  'POST /imports/{id}/undo': 'imports.undo_about',
  'POST /leads/{id}/erasure': 'erasure.about',
  'POST /leads/{id}/consents/{consent}/withdrawal': 'consent.withdraw_about',
};

/** What needs neither, and why. */
const neither: Record<string, string> = {
  'POST /leads/search': 'changes nothing',
  'POST /leads/groups': 'changes nothing',
  'POST /leads/calendar': 'changes nothing',
  'POST /lead-rule/preview': 'changes nothing',
  'POST /bulk-changes/preview': 'changes nothing',
  'POST /bulk-changes/{id}/stop': 'what was done until then is taken back as a whole',
  'POST /bulk-changes/{id}/undo': 'takes back itself',
  'POST /leads/{id}/restore': 'takes back itself',
  'DELETE /leads/{id}/notes/{note}': 'takes back itself; the words return to the field',
  'DELETE /submissions/{id}/release': 'takes back itself',
  'POST /missed-calls/{id}/wake': 'takes back itself',
  'POST /teams/{id}/restoration': 'takes back itself',
  'POST /views/{id}/restoration': 'takes back itself',
  'POST /incoming-addresses/{id}/restoration': 'takes back itself',
  'POST /incoming-addresses/{id}/read-again': 'lets in what waited already; who became a lead is junk by hand',
  'POST /incoming-addresses/{id}/fetch': 'asks sooner for what is asked for anyhow',
  'PUT /incoming-addresses/{id}/meta': 'the secrets before are shown to nobody; they are typed into a dialog of their own',
  'POST /webhooks/{id}/test': 'a test, which says that it is one',
  'POST /webhook-deliveries/{id}/resend': 'the same message with the same id, which the receiver knows',
  'POST /dead-letters/{id}/retry': 'does what was to be done anyhow',
  'POST /setup': 'a door',
  'POST /session': 'a door',
  'DELETE /session': 'a door: one signs in again',
  'POST /session/workspace': 'a door: one goes back the same way',
  'POST /password-reset': 'a door, with a link for it alone',
  'POST /me/password': 'the password of now is asked for',
  'POST /me/two-step': 'the password is asked for',
  'POST /me/two-step/confirmation': 'the second half of switching it on, with a code',
  'POST /me/two-step/recovery-codes': 'the password is asked for',
  'POST /me/two-step/removal': 'the password is asked for',
};

it('whatever changes something has its way back, its question or its reason', () => {
  expect(calls.size).toBeGreaterThan(100);
  const rows = [back, asks, neither].flatMap(Object.keys);
  expect([...calls].filter(call => !rows.includes(call))).toEqual([]);
  expect(rows.filter(row => !calls.has(row))).toEqual([]);
});

it('what takes an act back is called somewhere', () => {
  expect(Object.entries(back).filter(([, way]) => !calls.has(way))).toEqual([]);
});

it('what asks before does so in a dialog', () => {
  const inDialog = (key: string) => all.some(text => text.includes(`'${key}'`) && /<(Confirm|Dialog)\b/.test(text));
  expect(Object.entries(asks).filter(([, key]) => !inDialog(key))).toEqual([]);
});
