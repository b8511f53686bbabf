import { GraphQLDateTime } from "graphql-scalars";
import { Field, ObjectType, registerEnumType } from "type-graphql";

import { toNodeId } from "../../foundation/graphql-kit/node-id.js";
import { NodeInterface } from "../../foundation/graphql-kit/node.type.js";
import type { LogInMethod } from "./session.entity.js";
import { SessionDeliveryEnum } from "./session-context.js";
import type { SessionRecord } from "./session-record.js";

/** The ways to log in, as GraphQL wants an enum. */
export const LogInMethodEnum = { PASSWORD: "PASSWORD", IMPERSONATION: "IMPERSONATION" } as const satisfies Record<LogInMethod, LogInMethod>;

registerEnumType(LogInMethodEnum, {
  name: "LogInMethod",
  description: "A way to log in. New values may be added.",
  valuesConfig: {
    PASSWORD: { description: "Identifier and password." },
    IMPERSONATION: { description: "None: a superuser acts as the user." },
  },
});

registerEnumType(SessionDeliveryEnum, {
  name: "SessionDelivery",
  description: "How the session token travels.",
  valuesConfig: {
    COOKIE: { description: "In a cookie that scripts cannot read; for browsers." },
    BEARER: { description: "In the payload, to be sent as `Authorization: Bearer …`; for apps and programs. No cookie is set." },
  },
});

@ObjectType("Session", {
  implements: NodeInterface,
  description: "A log-in on one device, from log-in to its end. Its id is not the session token.",
})
export class SessionType extends NodeInterface {
  @Field(() => GraphQLDateTime, { description: "When the user logged in." })
  createdAt!: Date;

  @Field(() => GraphQLDateTime, { description: "When the session was last used, to the minute." })
  lastSeenAt!: Date;

  @Field(() => GraphQLDateTime, { description: "When the session ends if it is not used any more; use extends it up to an absolute end." })
  expiresAt!: Date;

  @Field(() => String, { nullable: true, description: "Address it was opened from." })
  ipAddress!: string | null;

  @Field(() => String, { nullable: true, description: "Program it was opened with, as that program calls itself." })
  userAgent!: string | null;

  @Field(() => String, { nullable: true, description: "Name that the app gave the device." })
  deviceName!: string | null;

  @Field(() => LogInMethodEnum, { description: "How the user logged in." })
  method!: LogInMethod;

  @Field(() => Boolean, { description: "Whether this request came with it." })
  current!: boolean;
}

/** Shows a session to the API. */
export function toSessionType(session: SessionRecord, currentId: string | undefined): SessionType {
  return {
    id: toNodeId("Session", session.id),
    createdAt: session.createdAt,
    lastSeenAt: session.lastSeenAt,
    expiresAt: session.endsAt,
    ipAddress: session.ipAddress,
    userAgent: session.userAgent,
    deviceName: session.deviceName,
    method: session.method,
    current: session.id === currentId,
  };
}
