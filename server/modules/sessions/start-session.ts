import { userColumns, type UserRow } from "../accounts/user-record.js";
import { sessionColumns, type SessionRow } from "./session-record.js";

/** What {@link startSession} gives: one row, or none. */
export type StartedSessionRow = SessionRow & UserRow;

/**
 * Everything that a log-in writes: the time at its user, the session, and the log entry; and the failures in a row before it, which it
 * removes. Nothing, if the account is not active or its password record is another one by now. One prepared statement, because at the pace of password hashes each further one costs more
 * than what it does.
 */
export const startSession = {
  name: "start-session",
  text: `
    WITH users AS (
      UPDATE users SET last_login_at = now() WHERE id = $3 AND password = $4 AND is_active RETURNING *
    ), sessions AS (
      INSERT INTO sessions (id, user_id, secret_digest, password_digest, expires_at, is_remembered, method, backend, device_name, ip_address,
                            user_agent)
      SELECT $2, id, $5, sha256(convert_to(password, 'UTF8')), now() + make_interval(secs => $6), $7, $8, $9, $10, $11, $12 FROM users
      RETURNING *
    ), entry AS (
      INSERT INTO log_entries (id, action, outcome, actor_id, actor_name, object_type, object_id, object_name, ip_address, user_agent,
                               request_id, impersonator_id, impersonator_name)
      SELECT $13, 'LOG_IN', 'SUCCESS', id, username, 'auth.user', id, username, $11, $12, $14, $15, $16 FROM users
    ), forgiven AS (
      DELETE FROM lockouts WHERE account_id = $3 AND EXISTS (SELECT FROM users)
    )
    SELECT ${userColumns}, ${sessionColumns} FROM users, sessions`,
};
