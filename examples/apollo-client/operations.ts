import { graphql } from "./generated/gql.js";

/** What every mutation tells of faults that the person at the form can mend; the other operations include it by name. */
export const userErrorFields = graphql(`
  fragment UserErrorFields on UserError {
    code
    message
    path
  }
`);

/** Makes an account; it does not log in. */
export const signUpMutation = graphql(`
  mutation SignUp($input: SignUpInput!) {
    signUp(input: $input) {
      user {
        id
        username
      }
      userErrors {
        ...UserErrorFields
      }
    }
  }
`);

/** Opens a session. `challenge` is for steps that a later version may ask for; it must never be taken for success. */
export const logInMutation = graphql(`
  mutation LogIn($input: LogInInput!) {
    logIn(input: $input) {
      token
      user {
        id
        username
      }
      challenge {
        __typename
      }
      userErrors {
        ...UserErrorFields
      }
    }
  }
`);

/** Who is logged in; null when nobody is. */
export const viewerQuery = graphql(`
  query Viewer {
    viewer {
      user {
        id
        username
        fullName
      }
      permissions
    }
  }
`);

/** Changes the own names. */
export const updateProfileMutation = graphql(`
  mutation UpdateProfile($input: UpdateProfileInput!) {
    updateProfile(input: $input) {
      user {
        id
        fullName
      }
      userErrors {
        ...UserErrorFields
      }
    }
  }
`);

/** Changes the own password. Its payload brings the token that replaces the one the request came with. */
export const changePasswordMutation = graphql(`
  mutation ChangePassword($input: ChangePasswordInput!) {
    changePassword(input: $input) {
      token
      userErrors {
        ...UserErrorFields
      }
    }
  }
`);

/** Where the user is logged in. */
export const ownSessionsQuery = graphql(`
  query OwnSessions {
    me {
      id
      sessions {
        id
        deviceName
        lastSeenAt
        current
      }
    }
  }
`);

/** Ends the session. */
export const logOutMutation = graphql(`
  mutation LogOut {
    logOut {
      loggedOut
    }
  }
`);
