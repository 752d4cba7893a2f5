/* SPDX-License-Identifier: MIT */
#ifndef MAILWIRE_H
#define MAILWIRE_H

/* Everything. Firmware includes only the protocol it needs: <mailwire/smtp.h>, ... */

#include <mailwire/error.h>
#include <mailwire/imap.h>
#include <mailwire/imap_build.h>
#include <mailwire/imap_data.h>
#include <mailwire/net.h>
#include <mailwire/pop3.h>
#include <mailwire/sasl.h>
#include <mailwire/session.h>
#include <mailwire/smtp.h>
#include <mailwire/transport.h>
#include <mailwire/version.h>

#endif
