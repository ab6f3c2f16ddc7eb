// What a marketer puts into a Google form (Extensions, Apps Script): each response goes to us, signed as Standard Webhooks says.
export const formScript = (url: string, secret: string): string => `const url = ${JSON.stringify(url)};
const secret = ${JSON.stringify(secret)};

function onFormSubmit(e) {
  const id = 'msg_' + Utilities.getUuid();
  const timestamp = String(Math.floor(Date.now() / 1000));
  const body = JSON.stringify({ values: e.namedValues });
  const signed = Utilities.newBlob(id + '.' + timestamp + '.' + body).getBytes();
  const key = Utilities.base64Decode(secret.replace('whsec_', ''));
  const signature = Utilities.base64Encode(Utilities.computeHmacSha256Signature(signed, key));
  UrlFetchApp.fetch(url, {
    method: 'post',
    contentType: 'application/json',
    payload: body,
    headers: { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': 'v1,' + signature },
  });
}
`;
