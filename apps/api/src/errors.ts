import { CodedError } from "@ansatz/contract";

/** An address that no route, file or page of the dashboard answers. */
export class AddressNotFoundError extends CodedError {
  override readonly name = "AddressNotFoundError";
  readonly code = "not-found";
}

/** A method that the address does not take; `details.allow` lists those it takes. */
export class MethodNotAllowedError extends CodedError {
  override readonly name = "MethodNotAllowedError";
  readonly code = "method-not-allowed";
}

/** A request body above the limit; `details.limitBytes`. */
export class BodyTooLargeError extends CodedError {
  override readonly name = "BodyTooLargeError";
  readonly code = "body-too-large";
}

/** A request body that does not call itself JSON, or in a character set that JSON does not have. */
export class MediaTypeError extends CodedError {
  override readonly name = "MediaTypeError";
  readonly code = "unsupported-media-type";
}

/** A request that reached this server under a foreign name, or from another site's page. */
export class ForeignRequestError extends CodedError {
  override readonly name = "ForeignRequestError";
  readonly code = "forbidden";
}

/** More requests than one client may send in a while; `details.retryAfterSeconds`. */
export class RateLimitError extends CodedError {
  override readonly name = "RateLimitError";
  readonly code = "too-many-requests";
}

/** A host or port on which this process cannot listen, or another option of the server outside its range. */
export class ServerOptionError extends CodedError {
  override readonly name = "ServerOptionError";
  readonly code = "invalid-argument";
}

/** No port of the range tried was free; `details.busyPorts`. */
export class NoFreePortError extends CodedError {
  override readonly name = "NoFreePortError";
  readonly code = "server-unavailable";
}
