/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the application's own files share. */
#pragma once

#include "desktop/rd-background.h"
#include "desktop/rd-commands.h"
#include "desktop/rd-notifier.h"
#include "desktop/rd-search-provider.h"
#include "desktop/rd-snooze.h"
#include "service/rd-conditions.h"
#include "ui/rd-application.h"
#include "ui/rd-window.h"

G_BEGIN_DECLS

#define RD_TYPE_APPLICATION (rd_application_get_type ())
G_DECLARE_FINAL_TYPE (RdApplication, rd_application, RD, APPLICATION, AdwApplication)

struct _RdApplication
{
  AdwApplication parent_instance;

  RdLoader *loader;         /* (owned): for the window */
  RdService *service;       /* (nullable) (owned): from the start to the end */
  RdConditionsWatch *watch; /* (nullable) (owned): since the service follows */
  RdBackground *background; /* (nullable) (owned): from the start to the end */
  RdSearchProvider *search_provider; /* (owned) */
  RdCommands *commands;     /* (owned) */
  GSettings *settings;      /* (nullable) (owned): from the start to the end */
  GtkCssProvider *text_size; /* (nullable) (owned): as long */
  GtkCssProvider *contrast;  /* (nullable) (owned): as long */
  RdNotifier *notifier;      /* (nullable) (owned): as long */
  RdSnooze *snooze;          /* (nullable) (owned): as long */
};

RdWindow *rd_application_get_window  (RdApplication *self);
RdWindow *rd_application_make_window (RdApplication *self);

/* rd-application-actions.c */
void      rd_application_add_actions (RdApplication *self);

G_END_DECLS
