/** Eight random characters for each row: the first 48 bits of such a UUID are random. */
export const EPOCH_IN_SQL = `translate(left(encode(uuid_send(gen_random_uuid()), 'base64'), 8), '+/', '-_')`;
