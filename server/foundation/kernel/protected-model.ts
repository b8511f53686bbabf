/** A kind of object that permissions speak of. The labels are Django's, not the names of our folders. */
export interface ProtectedModel {
  readonly appLabel: string;
  readonly model: string;
  /** What the model is called in "Can add …". */
  readonly label: string;
}
